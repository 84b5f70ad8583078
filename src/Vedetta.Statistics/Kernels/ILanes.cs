namespace Vedetta.Statistics.Kernels;

/// <summary>
/// A few doubles worked on at once, so that one text of a kernel serves every width. Comparisons keep the second
/// operand where the first is NaN, on every processor alike.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many doubles there are.</summary>
    static abstract int Count { get; }

    /// <summary>The same double in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>Takes neighbours from memory.</summary>
    static abstract TSelf Load(ref double source);

    /// <summary>The lanes of a where they are below b, of b elsewhere.</summary>
    static abstract TSelf Smaller(TSelf a, TSelf b);

    /// <summary>The lanes of a where they are above b, of b elsewhere.</summary>
    static abstract TSelf Larger(TSelf a, TSelf b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf Fused(TSelf a, TSelf b, TSelf c);

    /// <summary>1 where a is at most b, otherwise 0.</summary>
    static abstract TSelf OneWhereAtMost(TSelf a, TSelf b);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Puts the lanes into memory.</summary>
    void Store(ref double target);

    /// <summary>One lane.</summary>
    double At(int lane);
}
