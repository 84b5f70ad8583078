namespace Vedetta.Statistics.Estimation.Backtest;

/// <summary>
/// Consecutive windows of the reference and up to twelve folds of whole windows (four above 300,000 rows); a window is estimated by a calibration
/// that has seen the other folds only.
/// </summary>
/// <param name="Rows">Rows of the reference.</param>
/// <param name="WindowRows">Rows of a window.</param>
/// <param name="Windows">Number of whole windows.</param>
/// <param name="Folds">Number of folds.</param>
internal sealed record BacktestPlan(int Rows, int WindowRows, int Windows, int Folds)
{
    private const int MostFolds = 12;
    private const int FoldsOfMany = 4; // three quarters of so many rows calibrate as well as eleven twelfths
    private const int ManyRows = 300_000;
    private const int UsualWindows = 60;
    private const int UsualRows = 200;

    /// <summary>Windows of 200 rows or a sixtieth of the reference, but never more rows than the windows to come.</summary>
    public static BacktestPlan Of(int rows, int? windowRows)
    {
        var size = Math.Max(1, Math.Min(Math.Max(UsualRows, rows / UsualWindows), windowRows ?? int.MaxValue));
        var windows = rows / size;
        return new BacktestPlan(rows, size, windows, Math.Min(rows > ManyRows ? FoldsOfMany : MostFolds, windows));
    }

    /// <summary>First window of a fold.</summary>
    public int FirstWindow(int fold) => (int)((((long)fold * Windows) + Folds - 1) / Folds);

    /// <summary>Rows of a fold: from the first up to, not including, the second.</summary>
    public (int From, int To) FoldRows(int fold) => (FirstWindow(fold) * WindowRows, FirstWindow(fold + 1) * WindowRows);
}
