using System.Net;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Security;

/// <summary>How far the server can be reached, by the addresses it listens on.</summary>
internal sealed class Reach
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> _hosts;
    private readonly bool _anyHost;

    /// <summary>Looks at the addresses of the settings.</summary>
    public Reach(ServerSettings settings)
    {
        var hosts = settings.Urls.Select(HostOf).ToList();
        LoopbackOnly = hosts.TrueForAll(IsLoopback);
        _hosts = new HashSet<string>([.. LoopbackNames, .. settings.Hosts, .. hosts], StringComparer.OrdinalIgnoreCase);
        if (settings.PublicUrl is { } url) _hosts.Add(HostOf(url));

        // On every address of the machine it has names we cannot know; there a key or a login guards it instead.
        _anyHost = settings.Hosts.Contains("*") || (hosts.Exists(IsAny) && settings.Hosts.Count == 0);
    }

    /// <summary>True when no other machine can reach it.</summary>
    public bool LoopbackOnly { get; }

    /// <summary>Whether a request that names this host is meant for us: a page elsewhere that rebinds its name to loopback is not.</summary>
    public bool Serves(HostString host) => _anyHost || _hosts.Contains(host.Host);

    private static string HostOf(string url) => new Uri(url.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal)).Host;

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsAny(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
}
