namespace Vedetta.Samples.AspNetCore;

/// <summary>What an applicant sends.</summary>
internal sealed record Application(double Age, double Income, double Amount, string Region)
{
    /// <summary>Stands in for the model: the more of the income the loan takes, the likelier a default.</summary>
    public double Score() => Math.Clamp(0.02 + (0.4 * Amount / (12 * Math.Max(Income, 1))), 0.01, 0.99);
}

/// <summary>What the applicant hears.</summary>
internal sealed record Decided(string Id, double Score, string Decision);

/// <summary>How it ended, weeks later.</summary>
internal sealed record Repayment(bool OnTime);
