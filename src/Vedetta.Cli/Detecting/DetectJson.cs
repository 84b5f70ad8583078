using System.Globalization;
using System.Text;
using System.Text.Json;
using Vedetta.Statistics.Detectors;

namespace Vedetta.Cli.Detecting;

/// <summary>Signals as JSON, in the stable shape of the contract.</summary>
internal static class DetectJson
{
    /// <summary>Writes them, indented.</summary>
    public static string Write(DetectedStream stream)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("detector", stream.Settings.Definition.Name);
            json.WriteString("column", stream.Column);
            json.WriteNumber("n", stream.Rows);
            json.WriteNumber("skipped", stream.Skipped);
            WriteRows(json, "signals", stream.Drifts);
            WriteRows(json, "warnings", stream.Warnings);
            json.WriteStartObject("parameters");
            foreach (var parameter in stream.Settings.Definition.Parameters) WriteParameter(json, parameter, stream.Settings[parameter.Name]);
            json.WriteEndObject();
            if (stream.Calibration is { } calibration) WriteCalibration(json, calibration);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRows(Utf8JsonWriter json, string name, IReadOnlyList<int> rows)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", rows.Select(row => row.ToString(CultureInfo.InvariantCulture)))}]");
    }

    private static void WriteParameter(Utf8JsonWriter json, DetectorParameter parameter, double value)
    {
        if (double.IsNaN(value)) json.WriteNull(parameter.Name);
        else if (parameter.Words.Count > 0) json.WriteString(parameter.Name, parameter.Text(value));
        else json.WriteNumber(parameter.Name, value);
    }

    private static void WriteCalibration(Utf8JsonWriter json, Calibration calibration)
    {
        json.WriteStartObject("calibration");
        WriteNumber(json, "arl", calibration.Run);
        WriteNumber(json, "low", calibration.RunInterval.Low);
        WriteNumber(json, "high", calibration.RunInterval.High);
        json.WriteNumber("simulated", calibration.Values);
        json.WriteNumber("false_alarms", calibration.Alarms);
        json.WriteStartArray("notes");
        foreach (var note in calibration.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
