using System.Reflection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using Vedetta.Server.Configuration;

namespace Vedetta.Server.Telemetry.Otlp;

/// <summary>Where telemetry goes: OTLP over HTTP, one path per signal below a base address.</summary>
internal sealed class OtlpSettings(Uri endpoint)
{
    /// <summary>The environment variable that other programs read too.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Who we are.</summary>
    public static ResourceBuilder Resource { get; } = ResourceBuilder.CreateEmpty().AddService(
        "vedetta", serviceVersion: typeof(OtlpSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion, autoGenerateServiceInstanceId: true).AddEnvironmentVariableDetector();

    /// <summary>The settings; null when nothing is to be exported.</summary>
    /// <exception cref="SettingsException">The environment variable holds no address.</exception>
    public static OtlpSettings? Of(ServerSettings settings, Func<string, string?> environment)
    {
        if (settings.OtlpEndpoint is { } told) return new OtlpSettings(new Uri(told));
        if (environment(Variable) is not { Length: > 0 } text) return null;
        return SettingsReader.IsUrl(text) ? new OtlpSettings(new Uri(text)) : throw new SettingsException([new SettingFailure(Variable, text, "an address such as http://collector:4318")]);
    }

    /// <summary>Points an exporter at the path of its signal.</summary>
    /// <param name="options">The exporter.</param>
    /// <param name="signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    public void Apply(OtlpExporterOptions options, string signal)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/v1/" + signal);
    }
}
