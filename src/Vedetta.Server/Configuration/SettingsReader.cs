using System.Globalization;
using System.Xml;

namespace Vedetta.Server.Configuration;

/// <summary>Turns flat keys into <see cref="ServerSettings"/>, collecting every failure.</summary>
internal sealed class SettingsReader
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _values;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<SettingFailure> _failures = [];

    private SettingsReader(IReadOnlyDictionary<string, IReadOnlyList<string>> values) => _values = values;

    /// <exception cref="SettingsException">One or more values cannot be used.</exception>
    public static ServerSettings Read(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        var reader = new SettingsReader(values);
        var defaults = new ServerSettings();
        var settings = new ServerSettings
        {
            Data = reader.Text("data", "a directory") ?? defaults.Data,
            Urls = reader.List("urls", "addresses such as http://127.0.0.1:8420", IsUrl) ?? defaults.Urls,
            Hosts = reader.List("hosts", "host names, or *", host => host == "*" || Uri.CheckHostName(host) != UriHostNameType.Unknown) ?? defaults.Hosts,
            BodyBytes = reader.Integer("limits.body_bytes", 1 << 10, 16L << 30) ?? defaults.BodyBytes,
            StoreMemoryBytes = reader.Integer("limits.store_memory_bytes", 128L << 20, 1L << 42) ?? defaults.StoreMemoryBytes,
            RetainPredictions = reader.Duration("retention.predictions", TimeSpan.FromDays(1), TimeSpan.FromDays(36_500)),
            EvaluateEvery = reader.Duration("evaluation.every", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)) ?? defaults.EvaluateEvery,
            FlushEvery = reader.Duration("profiles.flush_every", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ?? defaults.FlushEvery,
            AllowPrivateChannels = reader.Flag("channels.allow_private") ?? defaults.AllowPrivateChannels,
            ChannelHosts = reader.List("channels.allow_hosts", "host names or addresses, without a port", host => Uri.CheckHostName(host) != UriHostNameType.Unknown) ?? defaults.ChannelHosts,
            ChannelTimeout = reader.Duration("channels.timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)) ?? defaults.ChannelTimeout,
            AlertModels = reader.List("alertmanager.models", "label=value:model, such as job=scoring-api:application-scoring", text => Alerts.AlertModelRule.TryParse(text, out _)) ?? defaults.AlertModels,
            ShutdownGrace = reader.Duration("shutdown.grace", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)) ?? defaults.ShutdownGrace,
            HeartbeatUrl = reader.Text("heartbeat.url", "an address such as https://hc.example/ping/abc", IsUrl),
            OtlpEndpoint = reader.Text("otlp.endpoint", "an address such as http://collector:4318", IsUrl),
            PrometheusUrl = reader.Text("prometheus.url", "an address such as http://prometheus:9090", IsUrl),
            PublicUrl = reader.Text("public_url", "an address such as https://vedetta.example", IsUrl),
        };
        foreach (var (key, value) in values)
            if (!reader._known.Contains(key))
                reader._failures.Add(new SettingFailure(key, string.Join(", ", value), "no such key; known are " + string.Join(", ", reader._known.Order(StringComparer.Ordinal))));
        return reader._failures.Count == 0 ? settings : throw new SettingsException(reader._failures);
    }

    /// <summary>Whether a text is an address a server can listen on or be reached by.</summary>
    internal static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0;

    private string? Text(string key, string allowed, Func<string, bool>? accepts = null)
    {
        if (One(key, allowed) is not { } text) return null;
        if (text.Length > 0 && accepts?.Invoke(text) != false) return text;
        return Fail<string>(key, text, allowed);
    }

    private IReadOnlyList<string>? List(string key, string allowed, Func<string, bool> accepts)
    {
        _known.Add(key);
        if (!_values.TryGetValue(key, out var values)) return null;
        var ok = true;
        foreach (var value in values.Where(value => !accepts(value)))
        {
            _failures.Add(new SettingFailure(key, value, allowed));
            ok = false;
        }

        return ok ? values : null;
    }

    private long? Integer(string key, long min, long max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        if (One(key, allowed) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Fail<string>(key, text, allowed);
        return null;
    }

    private TimeSpan? Duration(string key, TimeSpan min, TimeSpan max)
    {
        var allowed = $"an ISO 8601 duration from {XmlConvert.ToString(min)} to {XmlConvert.ToString(max)}, such as PT30S or P90D";
        if (One(key, allowed) is not { } text) return null;
        try
        {
            var span = XmlConvert.ToTimeSpan(text);
            if (span >= min && span <= max) return span;
        }
        catch (FormatException)
        {
            // Falls through to the one answer for every value that is no such duration.
        }

        Fail<string>(key, text, allowed);
        return null;
    }

    private bool? Flag(string key)
    {
        if (One(key, "true or false") is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        Fail<string>(key, text, "true or false");
        return null;
    }

    private string? One(string key, string allowed)
    {
        _known.Add(key);
        if (!_values.TryGetValue(key, out var values)) return null;
        return values is [var text] ? text : Fail<string>(key, string.Join(", ", values), allowed);
    }

    private T? Fail<T>(string key, string value, string allowed)
        where T : class
    {
        _failures.Add(new SettingFailure(key, value, allowed));
        return null;
    }
}
