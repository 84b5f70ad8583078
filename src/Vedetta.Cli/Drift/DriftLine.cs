using Vedetta.Cli.Reporting;
using Vedetta.Core.Models;
using Vedetta.Statistics;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Cli.Drift;

/// <summary>What is said of one column of two files.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Type">How it was read.</param>
/// <param name="Method">The method asked for, or the one that fits the column.</param>
/// <param name="Judged">Facts and judgement; null when the column could not be compared.</param>
/// <param name="Verdict">What is said.</param>
internal sealed record DriftLine(string Column, ColumnType Type, DriftMethod Method, JudgedColumn? Judged, Verdict Verdict)
{
    /// <summary>What is drawn of it, where that was asked for.</summary>
    public ColumnPicture? Picture { get; init; }

    /// <summary>The comparison; null when the column could not be compared.</summary>
    public DriftResult? Facts => Judged?.Result;

    /// <summary>Whether the column drifted: a warning or worse.</summary>
    public bool Drifted => Verdict.Kind is VerdictKind.Warning or VerdictKind.Critical;
}

/// <summary>What is said of two files.</summary>
/// <param name="ReferenceRows">Rows of the reference.</param>
/// <param name="CurrentRows">Rows of the current file.</param>
/// <param name="Columns">Columns, the worst first.</param>
internal sealed record DriftReport(int ReferenceRows, int CurrentRows, IReadOnlyList<DriftLine> Columns)
{
    /// <summary>Columns that drifted.</summary>
    public int Drifted => Columns.Count(c => c.Drifted);

    /// <summary>The tables compared as wholes; null when columns alone were asked for.</summary>
    public JudgedTable? Whole { get; init; }

    /// <summary>Whether anything could be judged: the tables as wholes where that was asked for, otherwise a column.</summary>
    public bool IsJudged => Whole is null ? Columns.Any(c => c.Verdict.Kind != VerdictKind.Undecided) : Whole.Verdict.Kind != VerdictKind.Undecided;

    /// <summary>The verdict of the tables as wholes where that was asked for, otherwise the worst of any column; undecided when none could be judged.</summary>
    public VerdictKind Verdict
    {
        get
        {
            if (Whole is not null) return Whole.Verdict.Kind;
            foreach (var kind in (ReadOnlySpan<VerdictKind>)[VerdictKind.Critical, VerdictKind.Warning, VerdictKind.Healthy])
                if (Columns.Any(c => c.Verdict.Kind == kind)) return kind;
            return VerdictKind.Undecided;
        }
    }
}
