using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Evaluating;

/// <summary>Settings of evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The defaults.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>When windows close.</summary>
    public Watermark Watermark { get; init; } = Watermark.Default;

    /// <summary>How often a window that is still open is read again while rows come.</summary>
    public TimeSpan OpenCadence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A window that closed longer ago than this (or than its own length, if that is longer) before its first evaluation is history: it notifies nobody.</summary>
    public TimeSpan HistoryAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Values simulated at most for each threshold that the calibration of a streaming detector tries. At the usual run of
    /// 100,000 these are ten false alarms, and twenty when the run of the threshold found is measured again: it is then
    /// known within about half, after a second or two per column.
    /// </summary>
    public long CalibrationValues { get; init; } = 1_000_000;

    /// <summary>Windows whose profiles are held in memory at once.</summary>
    public int WindowsAtOnce { get; init; } = 96;
}
