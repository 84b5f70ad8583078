using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Components;

namespace Vedetta.Web.Charts;

/// <summary>
/// What a chart draws, built on the server and tested there; the script only turns it into ECharts options. Colours are
/// names of tokens, so that a chart is drawn again in another theme without a new answer.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TimeChart), "time")]
[JsonDerivedType(typeof(StepsChart), "steps")]
[JsonDerivedType(typeof(CurveChart), "curve")]
[JsonDerivedType(typeof(LanesChart), "lanes")]
[JsonDerivedType(typeof(XyChart), "xy")]
[JsonDerivedType(typeof(LinkChart), "link")]
public abstract record ChartSpec
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new FiveDigits(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The record as JSON that is safe inside a script element: the default encoder escapes every angle bracket.</summary>
    public MarkupString ToScript() => new(ToJson());

    /// <summary>The record as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize<ChartSpec>(this, Json);

    // Five significant digits are more than a screen can show, and keep pages small.
    private sealed class FiveDigits : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (!double.IsFinite(value)) writer.WriteNullValue();
            else if (value == 0) writer.WriteNumberValue(0);
            else
            {
                var scale = Math.Pow(10, 4 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
                writer.WriteNumberValue(double.IsFinite(scale) && scale > 0 ? Math.Round(value * scale) / scale : value);
            }
        }
    }
}

/// <summary>How the numbers of an axis are written.</summary>
public enum Unit
{
    /// <summary>Three significant digits.</summary>
    Number,

    /// <summary>A share of one as a percentage.</summary>
    Percent,

    /// <summary>A whole count.</summary>
    Count,

    /// <summary>A difference of shares in percentage points.</summary>
    Points,

    /// <summary>Milliseconds.</summary>
    Milliseconds,
}

/// <summary>How a line is drawn.</summary>
public enum Dash
{
    /// <summary>Unbroken.</summary>
    Solid,

    /// <summary>Long strokes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,
}

/// <summary>Values over windows; gaps stay gaps.</summary>
/// <param name="X">Name of each window.</param>
/// <param name="Ticks">Indices of the windows named on the axis.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Series">Lines.</param>
/// <param name="Lines">Thresholds.</param>
/// <param name="Marks">Events.</param>
/// <param name="Spans">Shaded spans.</param>
/// <param name="Min">Least value of the axis; null to fit.</param>
/// <param name="Max">Greatest value of the axis; null to fit.</param>
public sealed record TimeChart(
    IReadOnlyList<string> X,
    IReadOnlyList<int> Ticks,
    Unit Unit,
    IReadOnlyList<ChartSeries> Series,
    IReadOnlyList<ChartLine> Lines,
    IReadOnlyList<ChartMark> Marks,
    IReadOnlyList<ChartSpan> Spans,
    double? Min = null,
    double? Max = null) : ChartSpec;

/// <summary>Two histograms on the same bins: reference as a grey area, current as a line.</summary>
/// <param name="Edges">Edges of the bins, one more than bins.</param>
/// <param name="Reference">Shares of the baseline.</param>
/// <param name="Current">Shares of the window; empty when there are no rows.</param>
/// <param name="Marks">Labelled values on the axis, for example medians.</param>
/// <param name="Axis">Unit of the edges.</param>
public sealed record StepsChart(
    IReadOnlyList<double> Edges, IReadOnlyList<double> Reference, IReadOnlyList<double> Current, IReadOnlyList<ChartValue> Marks, Unit Axis = Unit.Number) : ChartSpec;

/// <summary>A curve over values, filled to zero, with its farthest point marked.</summary>
/// <param name="X">Values.</param>
/// <param name="Y">Height at each value.</param>
/// <param name="Unit">Unit of the heights.</param>
/// <param name="Peak">Index of the marked point; null for none.</param>
/// <param name="Max">Greatest height of the axis; null to fit.</param>
public sealed record CurveChart(IReadOnlyList<double> X, IReadOnlyList<double> Y, Unit Unit, int? Peak, double? Max = null) : ChartSpec;

/// <summary>A line with its band.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">One per window; null for a gap.</param>
/// <param name="Tone">Name of a colour token.</param>
/// <param name="Low">Lower limits; null for no band.</param>
/// <param name="High">Upper limits; null for no band.</param>
/// <param name="Dash">How it is drawn.</param>
/// <param name="Width">In pixels.</param>
/// <param name="End">Label at its last value; null for none.</param>
/// <param name="Hatched">Whether the band is hatched rather than flat.</param>
/// <param name="Dots">Whether each value is a dot: windows apart from each other.</param>
public sealed record ChartSeries(
    string Name,
    IReadOnlyList<double?> Values,
    string Tone,
    IReadOnlyList<double?>? Low = null,
    IReadOnlyList<double?>? High = null,
    Dash Dash = Dash.Solid,
    double Width = 1.75,
    string? End = null,
    bool Hatched = false,
    bool Dots = false);

/// <summary>A horizontal line, named.</summary>
public sealed record ChartLine(double Y, string Label, string Tone);

/// <summary>A vertical line at a window, named.</summary>
public sealed record ChartMark(int X, string Label);

/// <summary>A shaded span of windows, both ends inside.</summary>
public sealed record ChartSpan(int From, int To, string Label, string Tone);

/// <summary>A value on a value axis, named.</summary>
/// <param name="At">The value.</param>
/// <param name="Label">Its name.</param>
/// <param name="Tone">Name of a colour token.</param>
/// <param name="Side">Where the name stands: <c>left</c> of the line, <c>right</c>, or over it when not given.</param>
public sealed record ChartValue(double At, string Label, string Tone, string? Side = null);
