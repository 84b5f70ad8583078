namespace Vedetta.Statistics.Credit;

/// <summary>Money at stake in one application.</summary>
/// <param name="Margin">Gain if it is good, per unit of the amount.</param>
/// <param name="LossGivenDefault">Loss if it is bad, per unit of the amount.</param>
public readonly record struct Economics(double Margin, double LossGivenDefault);

/// <summary>What a cut-off would do.</summary>
/// <param name="Cutoff">Applications with an expected bad rate of at most this are approved.</param>
/// <param name="ApprovalRate">Share approved.</param>
/// <param name="ExpectedBadRate">Mean expected bad rate of the approved; null when nobody is.</param>
/// <param name="RealizedBadRate">Bad rate of the approved with a label; null without any.</param>
/// <param name="Labelled">Approved applications with a label.</param>
/// <param name="Profit">Expected profit, sum of amount (margin (1 - PD) - LGD PD) over the approved.</param>
public readonly record struct CutoffPoint(double Cutoff, double ApprovalRate, double? ExpectedBadRate, double? RealizedBadRate, long Labelled, double Profit);

/// <summary>One application.</summary>
/// <param name="Pd">Expected bad rate, 0 to 1.</param>
/// <param name="Amount">Amount at stake.</param>
/// <param name="Bad">What became of it; null while unknown, or when it was declined.</param>
public readonly record struct Application(double Pd, double Amount, bool? Bad);

/// <summary>
/// Approval, risk and profit at every cut-off, from one sort and one pass: the curve is cumulative, so any cut-off is a
/// binary search.
/// </summary>
public sealed class CutoffCurve
{
    private readonly double[] _pds;
    private readonly double[] _expected;
    private readonly double[] _profit;
    private readonly long[] _labelled;
    private readonly long[] _bad;

    private CutoffCurve(int rows) => (_pds, _expected, _profit, _labelled, _bad) = (new double[rows], new double[rows + 1], new double[rows + 1], new long[rows + 1], new long[rows + 1]);

    /// <summary>Applications on the curve.</summary>
    public int Rows => _pds.Length;

    /// <summary>Builds the curve; applications whose PD is not from 0 to 1 are left out.</summary>
    public static CutoffCurve Of(IEnumerable<Application> applications, Economics economics)
    {
        var sorted = applications.Where(a => a.Pd is >= 0 and <= 1).OrderBy(a => a.Pd).ToArray();
        var curve = new CutoffCurve(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            var (pd, amount, bad) = sorted[i];
            curve._pds[i] = pd;
            curve._expected[i + 1] = curve._expected[i] + pd;
            curve._profit[i + 1] = curve._profit[i] + (amount * ((economics.Margin * (1 - pd)) - (economics.LossGivenDefault * pd)));
            curve._labelled[i + 1] = curve._labelled[i] + (bad is null ? 0 : 1);
            curve._bad[i + 1] = curve._bad[i] + (bad == true ? 1 : 0);
        }
        return curve;
    }

    /// <summary>What this cut-off would do.</summary>
    public CutoffPoint At(double cutoff)
    {
        var approved = UpTo(cutoff);
        return new CutoffPoint(
            cutoff, Rows == 0 ? 0 : (double)approved / Rows, approved == 0 ? null : _expected[approved] / approved,
            _labelled[approved] == 0 ? null : (double)_bad[approved] / _labelled[approved], _labelled[approved], _profit[approved]);
    }

    /// <summary>The smallest of the applications' own PDs whose use as a cut-off gives the largest expected profit; null without applications.</summary>
    public CutoffPoint? Best()
    {
        if (Rows == 0)
            return null;
        var best = 0;
        for (var i = 1; i <= Rows; i++)
        {
            // Only ends of groups of equal PDs can be cut at.
            if ((i == Rows || _pds[i] != _pds[i - 1]) && _profit[i] > _profit[best])
                best = i;
        }
        return best == 0 ? At(Math.BitDecrement(_pds[0])) : At(_pds[best - 1]);
    }

    /// <summary>Share of applications within <paramref name="distance"/> of the cut-off: those that a small move would flip.</summary>
    public double MassNear(double cutoff, double distance) =>
        Rows == 0 ? 0 : (double)(UpTo(cutoff + distance) - UpTo(Math.BitDecrement(cutoff - distance))) / Rows;

    /// <summary>Share of applications whose decision changes when the cut-off moves.</summary>
    public double Flips(double from, double to) => Rows == 0 ? 0 : (double)Math.Abs(UpTo(to) - UpTo(from)) / Rows;

    private int UpTo(double cutoff) => SortedSearch.CountUpTo(_pds, cutoff);
}
