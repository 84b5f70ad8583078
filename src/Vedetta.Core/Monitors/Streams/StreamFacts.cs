namespace Vedetta.Core.Monitors.Streams;

/// <summary>What a streaming detector did in one window of one column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Count">Values it took.</param>
/// <param name="Skipped">Values it could not take: infinite, or outside what it is made for.</param>
/// <param name="Signals">Moments of its signals, in order.</param>
/// <param name="Run">Values between two false alarms; null where nobody knows.</param>
/// <param name="BaselineRows">Reference values the run was calibrated on; 0 where it was not.</param>
/// <param name="UsualCount">Values of the window before: what an open window may be expected to hold in the end.</param>
public sealed record StreamFacts(
    string Column, long Count, long Skipped, IReadOnlyList<DateTimeOffset> Signals, double? Run, long BaselineRows, long UsualCount);
