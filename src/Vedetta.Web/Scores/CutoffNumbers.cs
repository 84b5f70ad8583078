using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Vedetta.Core.Models;
using Vedetta.Core.Quality.Scores;

namespace Vedetta.Web.Scores;

/// <summary>The numbers the slider answers from: one list per figure, one entry per cut-off, so that nothing is asked while it moves.</summary>
/// <param name="Unit">Unit of cut-offs: <c>percent</c> or <c>number</c>.</param>
/// <param name="InUse">The cut-off in use.</param>
/// <param name="Cutoff">Cut-offs, ascending.</param>
/// <param name="Figures">By name: value, lower and upper limits; the limits are null where there are none.</param>
/// <param name="Units">Unit of each figure.</param>
public sealed record CutoffNumbers(
    string Unit, double InUse, IReadOnlyList<double> Cutoff, IReadOnlyDictionary<string, CutoffFigure> Figures, IReadOnlyDictionary<string, string> Units)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The numbers of an answer.</summary>
    public static CutoffNumbers Of(CutoffAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var points = answer.Points;
        var figures = new Dictionary<string, CutoffFigure>(StringComparer.Ordinal)
        {
            ["rate"] = Of(points, p => p.ApprovalRate),
            ["score"] = new CutoffFigure([.. points.Select(p => Short(p.ExpectedByScore))], null, null),
            ["expected"] = Of(points, p => p.Expected),
            ["realized"] = Of(points, p => p.Realized),
            ["coverage"] = new CutoffFigure([.. points.Select(p => Short(p.Coverage))], null, null),
            ["near"] = new CutoffFigure([.. points.Select(p => Short(p.Near?.Value))], null, null),
            ["approved"] = new CutoffFigure([.. points.Select(p => (double?)p.Approved)], null, null),
            ["gone"] = new CutoffFigure([.. points.Select(p => (double?)p.NoLonger)], null, null),
            ["new"] = new CutoffFigure([.. points.Select(p => (double?)p.Newly)], null, null),
            ["value"] = Of(points, p => p.Value),
            ["profit"] = new CutoffFigure([.. points.Select(p => Short(p.Profit))], null, null),
        };
        var units = figures.Keys.ToDictionary(name => name, name => name is "approved" or "gone" or "new" ? "count" : name is "value" or "profit" ? "money" : "percent", StringComparer.Ordinal);
        return new CutoffNumbers(answer.Basis.Score.Kind == ScoreKind.Probability ? "percent" : "number", answer.InUse.Cutoff, [.. points.Select(p => p.Cutoff)], figures, units);
    }

    /// <summary>As JSON that is safe inside a script element.</summary>
    public MarkupString ToScript() => new(JsonSerializer.Serialize(this, Json));

    private static CutoffFigure Of(IReadOnlyList<CutoffEffect> points, Func<CutoffEffect, Share?> of) =>
        new([.. points.Select(p => Short(of(p)?.Value))], [.. points.Select(p => Short(of(p)?.Low))], [.. points.Select(p => Short(of(p)?.High))]);

    // Five digits are more than the page shows.
    private static double? Short(double? value)
    {
        if (value is not { } v || !double.IsFinite(v)) return null;
        if (v == 0) return 0;
        var scale = Math.Pow(10, 4 - (int)Math.Floor(Math.Log10(Math.Abs(v))));
        return double.IsFinite(scale) && scale > 0 ? Math.Round(v * scale) / scale : v;
    }
}

/// <summary>One figure at every cut-off.</summary>
/// <param name="Value">Values; null where unknown.</param>
/// <param name="Low">Lower limits; null when the figure has none.</param>
/// <param name="High">Upper limits.</param>
public sealed record CutoffFigure(IReadOnlyList<double?> Value, IReadOnlyList<double?>? Low, IReadOnlyList<double?>? High);
