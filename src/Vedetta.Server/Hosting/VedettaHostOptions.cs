using Vedetta.Server.Configuration;

namespace Vedetta.Server.Hosting;

/// <summary>What whoever starts Vedetta decides; the rest comes from the settings file.</summary>
public sealed record VedettaHostOptions
{
    /// <summary>Directory of all data; null takes it from the settings. Made when it is missing.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>True keeps everything in memory: nothing is written, nothing survives.</summary>
    public bool InMemory { get; init; }

    /// <summary>Addresses to listen on, port 0 for any free one; null takes them from the settings.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>The settings file; null for none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Settings to start from where no file says otherwise; for tests.</summary>
    public ServerSettings? Settings { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether flushes, evaluation, notifications and retention run by themselves; tests may drive them instead.</summary>
    public bool Workers { get; init; } = true;

    /// <summary>Where log lines go beside the console; for tests.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Adds to or replaces services after the program's own; for tests and the demo world.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>The settings with what was decided here put in.</summary>
    /// <exception cref="SettingsException">Settings that cannot be used.</exception>
    public ServerSettings ReadSettings()
    {
        var settings = ConfigFile is { } file ? SettingsReader.Read(SettingsFile.Read(file)) : Settings ?? new ServerSettings();
        if (DataDirectory is { } data) settings = settings with { Data = data };
        if (Urls is { } urls) settings = settings with { Urls = urls };
        var bad = settings.Urls.Where(url => !SettingsReader.IsUrl(url)).Select(url => new SettingFailure("urls", url, "addresses such as http://127.0.0.1:8420"));
        var failures = bad.ToList();
        if (settings.Urls.Count == 0) failures.Add(new SettingFailure("urls", "", "at least one address"));
        return failures.Count == 0 ? settings : throw new SettingsException(failures);
    }
}
