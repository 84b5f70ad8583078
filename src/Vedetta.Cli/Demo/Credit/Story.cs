namespace Vedetta.Cli.Demo.Credit;

/// <summary>What happens to the lender, by day of the world. The screens should tell this story by themselves.</summary>
internal static class Story
{
    /// <summary>Applicants begin to state growing incomes.</summary>
    public const int Inflation = 30;

    /// <summary>A marketing campaign brings people who did not come before, through a channel of its own.</summary>
    public const int Campaign = 40;

    /// <summary>Telephones with an operating system nobody had when the model was trained.</summary>
    public const int NewDevice = 48;

    /// <summary>First day on which the credit bureau's answer does not arrive for most.</summary>
    public const int BureauBreaks = 55;

    /// <summary>First day on which it arrives again.</summary>
    public const int BureauMended = 58;

    /// <summary>Release v3, whose build no longer reads the bureau score: 14:00 of this day.</summary>
    public const double Release = 62 + (14.0 / 24);

    /// <summary>Back to v2: 10:00 of this day.</summary>
    public const double Rollback = 66 + (10.0 / 24);

    /// <summary>Employers of self-employed and contract workers stop paying: the same applicants now default more.</summary>
    public const int ConceptDrift = 70;

    /// <summary>Share of applicants without an answer of the bureau while it is broken.</summary>
    public const double BureauLoss = 0.87;

    /// <summary>The version that decides at a moment of the world.</summary>
    public static string VersionAt(double time) => time is >= Release and < Rollback ? "v3" : "v2";

    /// <summary>Stated income against true income, growing since <see cref="Inflation"/>.</summary>
    public static double IncomeFactor(double time) => Math.Exp(0.0065 * Math.Max(0, time - Inflation));

    /// <summary>Rows the campaign adds, as a share of the usual; it takes four days to reach people.</summary>
    public static double CampaignShare(double time) => time < Campaign ? 0 : 0.28 * Math.Min(1, (time - Campaign + 0.5) / 4);

    /// <summary>Share of telephones with the new operating system.</summary>
    public static double NewDeviceShare(double time) => time < NewDevice ? 0 : Math.Min(0.11, 0.02 + (0.004 * (time - NewDevice)));
}
