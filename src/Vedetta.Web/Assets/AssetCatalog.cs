using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Vedetta.Web.Assets;

/// <summary>Scripts, styles and fonts embedded in the program, by name and by the address that carries their hash. Immutable.</summary>
public sealed class AssetCatalog
{
    /// <summary>Where assets are served.</summary>
    public const string Root = "/assets/";

    private readonly FrozenDictionary<string, string> _files;
    private readonly FrozenDictionary<string, Asset> _served;

    /// <summary>Reads the embedded bundle once.</summary>
    public AssetCatalog()
    {
        var assembly = typeof(AssetCatalog).Assembly;
        _files = JsonSerializer.Deserialize<Dictionary<string, string>>(Bytes(assembly, "manifest.json"))!.ToFrozenDictionary(StringComparer.Ordinal);
        _served = _files.Values
            .Select(file => new Asset(file, ContentType(file), Bytes(assembly, file), Find(assembly, file + ".gz"), Find(assembly, file + ".br")))
            .ToFrozenDictionary(asset => asset.File, StringComparer.Ordinal);
    }

    /// <summary>The address of an asset, for example of <c>app.js</c>.</summary>
    public string this[string name] => _files.TryGetValue(name, out var file)
        ? Root + file
        : throw new ArgumentException($"no asset is named '{name}'; there are {string.Join(", ", _files.Keys.Order(StringComparer.Ordinal))}", nameof(name));

    /// <summary>The asset served under a file name, or null.</summary>
    public Asset? Find(string file) => _served.GetValueOrDefault(file);

    private static byte[] Bytes(Assembly assembly, string file) =>
        Find(assembly, file) ?? throw new InvalidOperationException($"the program was built without the asset {file}");

    private static byte[]? Find(Assembly assembly, string file)
    {
        using var stream = assembly.GetManifestResourceStream("assets/" + file);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string ContentType(string file) => Path.GetExtension(file) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}

/// <summary>One embedded file.</summary>
/// <param name="File">Its name, which carries the hash of its content.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Plain">The bytes.</param>
/// <param name="Gzip">The same compressed; null where that gains nothing.</param>
/// <param name="Brotli">The same compressed better; null where that gains nothing.</param>
public sealed record Asset(string File, string ContentType, byte[] Plain, byte[]? Gzip, byte[]? Brotli);
