namespace Vedetta.Statistics.Drift;

/// <summary>
/// Methods over order leave missing values out; a change of their share is judged beside the method as a table
/// {missing, present}, so that it never goes unseen.
/// </summary>
internal static class MissingChange
{
    public static DriftResult Join(DriftResult result, NumericPair pair, DriftOptions options)
    {
        if (pair.ReferenceMissing + pair.CurrentMissing == 0 || result.Constant == ConstantSide.Equal && pair.N + pair.M == 0)
            return result;
        if (TableTest.Of([pair.ReferenceMissing, pair.N], [pair.CurrentMissing, pair.M], options) is not { } table)
            return result;
        var change = FormattableString.Invariant($"missing {100.0 * pair.ReferenceMissing / pair.ReferenceRows:0.##} % in the reference, {100.0 * pair.CurrentMissing / pair.CurrentRows:0.##} % now");
        var effect = new Effect("change of the missing share", table.LargestDifference, 0.1, 0.25);
        if (result.UndecidedReason is { } reason)
        {
            return pair.ReferenceRows > 0 && pair.CurrentRows > 0
                ? result with { UndecidedReason = null, PValue = null, JudgedPValue = table.PValue, Effects = [effect], Notes = [.. result.Notes, $"{reason}: judged by the missing share alone", change] }
                : result;
        }
        var own = result.JudgedPValue ?? result.PValue ?? 1;
        // A part whose own p does not pass at half the level lends no effect to the other.
        var smaller = Math.Min(own, table.PValue);
        var counts = table.PValue <= Math.Max(smaller, options.Alpha / 2);
        return result with
        {
            JudgedPValue = Math.Min(1, 2 * smaller),
            Effects = counts ? own <= Math.Max(smaller, options.Alpha / 2) ? [.. result.Effects, effect] : [effect] : result.Effects,
            Notes = [.. result.Notes, change],
        };
    }
}
