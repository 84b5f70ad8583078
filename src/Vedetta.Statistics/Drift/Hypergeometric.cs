namespace Vedetta.Statistics.Drift;

/// <summary>Draws from the hypergeometric distribution by inversion from its mode outwards: about one step per standard deviation.</summary>
internal static class Hypergeometric
{
    /// <summary>How many of <paramref name="marked"/> items are among <paramref name="drawn"/> taken from <paramref name="total"/>.</summary>
    public static long Draw(ref SeededRandom random, long marked, long total, long drawn)
    {
        var low = Math.Max(0, drawn - (total - marked));
        var high = Math.Min(drawn, marked);
        if (low == high)
            return low;
        double rest = total - marked;
        var mode = Math.Clamp((long)((drawn + 1.0) * (marked + 1.0) / (total + 2.0)), low, high);
        var atMode = Math.Exp(LogChoose(marked, mode) + LogChoose(rest, drawn - mode) - LogChoose(total, drawn));
        var u = random.NextDouble() - atMode;
        if (u <= 0)
            return mode;
        var (up, down) = (mode, mode);
        var (upP, downP) = (atMode, atMode);
        while (up < high || down > low)
        {
            if (up < high)
            {
                upP *= (marked - up) * (double)(drawn - up) / ((up + 1.0) * (rest - drawn + up + 1));
                up++;
                u -= upP;
                if (u <= 0)
                    return up;
            }
            if (down > low)
            {
                downP *= down * (rest - drawn + down) / ((marked - down + 1.0) * (drawn - down + 1.0));
                down--;
                u -= downP;
                if (u <= 0)
                    return down;
            }
        }
        return mode; // only rounding is left
    }

    internal static double LogChoose(double n, double k) =>
        BinomialTerms.LogFactorial(n) - BinomialTerms.LogFactorial(k) - BinomialTerms.LogFactorial(n - k);
}
