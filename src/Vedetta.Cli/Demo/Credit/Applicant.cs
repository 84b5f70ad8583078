namespace Vedetta.Cli.Demo.Credit;

/// <summary>One application as the lender sees it, and what the lender cannot see.</summary>
internal struct Applicant
{
    public double Age, Income, EmploymentYears, BureauScore, Utilization, DebtToIncome, Delinquencies, Inquiries;
    public double ExistingLoans, LoanAmount, TermMonths, MonthsAtAddress, Dependents;
    public int Employment, Region, Channel, Device, Purpose, Education, Housing;

    /// <summary>Ability and will to pay, standard normal in the usual population. Nobody sees it.</summary>
    public double Creditworthiness;

    /// <summary>True probability of missing the first payments.</summary>
    public double DefaultProbability;
}

/// <summary>Categories of the application form.</summary>
internal static class Form
{
    public static readonly string[] Employments = ["employed", "self_employed", "contract", "public_sector", "pensioner"];
    public static readonly string[] Regions = ["bishkek", "osh", "chuy", "jalal_abad", "issyk_kul", "batken", "talas", "naryn"];
    public static readonly string[] Channels = ["mobile", "web", "branch", "partner", "campaign"];
    public static readonly string[] Devices = ["android", "ios", "desktop", "none", "harmonyos"];
    public static readonly string[] Purposes = ["household", "repair", "phone", "health", "education", "car", "celebration"];
    public static readonly string[] Educations = ["secondary", "vocational", "higher", "postgraduate"];
    public static readonly string[] Housings = ["own", "rent", "parents", "employer"];
    public static readonly double[] Terms = [3, 6, 9, 12, 18, 24];

    public const int CampaignChannel = 4;
    public const int BranchChannel = 2;
    public const int NewDevice = 4;
    public const int SelfEmployed = 1;
    public const int Contract = 2;
    public const int Pensioner = 4;
}
