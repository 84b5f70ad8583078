using Vedetta.Cli.Demo.World;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>
/// Draws applicants, causes first: who they are, what they earn and owe, what the bureau knows of it, what they ask for,
/// and how likely they are to pay. Pure but for the dice.
/// </summary>
internal static class Population
{
    private static readonly double[] RegionShares = [0.30, 0.16, 0.14, 0.13, 0.09, 0.07, 0.06, 0.05];
    private static readonly double[] RegionIncome = [0.22, 0.0, 0.08, -0.08, -0.02, -0.18, -0.14, -0.16];
    private static readonly double[] EmploymentShares = [0.50, 0.17, 0.12, 0.15, 0.06];
    private static readonly double[] EducationIncome = [-0.18, -0.05, 0.22, 0.38];
    private static readonly double[] TermShares = [0.10, 0.22, 0.14, 0.30, 0.14, 0.10];

    /// <summary>An applicant of that hour.</summary>
    public static Applicant Draw(ref Dice dice, DemoHour hour)
    {
        var a = new Applicant();
        var campaign = Story.CampaignShare(hour.Time) is > 0 and var share && dice.Chance(share / (1 + share));
        DrawPerson(ref dice, ref a, campaign);
        DrawMoney(ref dice, ref a, hour.Time, campaign);
        DrawHistory(ref dice, ref a);
        DrawWish(ref dice, ref a, hour, campaign);
        a.DefaultProbability = Risk(a, hour.Time, campaign);
        if (hour.Day is >= Story.BureauBreaks and < Story.BureauMended && dice.Chance(Story.BureauLoss)) a.BureauScore = double.NaN;
        return a;
    }

    private static void DrawPerson(ref Dice dice, ref Applicant a, bool campaign)
    {
        a.Creditworthiness = campaign ? dice.Normal(-0.55, 1.05) : dice.Normal();
        a.Employment = dice.Pick(EmploymentShares);
        var age = campaign ? 20 + (11 * Math.Abs(dice.Normal())) : 22 + (30 * Math.Pow(dice.Uniform(), 1.35)) + (2.5 * Math.Max(0, dice.Normal(a.Creditworthiness, 1)));
        if (a.Employment == Form.Pensioner) age = 58 + (6 * Math.Abs(dice.Normal()));
        a.Age = Math.Floor(Math.Clamp(age, 18, 78));
        a.Region = dice.Pick(RegionShares);
        a.Education = dice.Pick([0.36 - (0.06 * a.Creditworthiness), 0.28, Math.Max(0.05, 0.32 + (0.07 * a.Creditworthiness)), 0.04]);
        var worked = Math.Max(0, a.Age - 19 - (a.Education >= 2 ? 4 : 0));
        a.EmploymentYears = a.Employment == Form.Pensioner ? 0 : Math.Round(Math.Min(worked, -3.4 * Math.Exp(0.28 * a.Creditworthiness) * Math.Log(1 - dice.Uniform())), 1);
        a.Dependents = Math.Min(6, dice.Poisson(a.Age is > 25 and < 50 ? 1.5 : 0.5));
        a.Housing = a.Age < 27 ? dice.Pick([0.15, 0.33, 0.48, 0.04]) : dice.Pick([0.58, 0.25, 0.12, 0.05]);
        a.MonthsAtAddress = Math.Floor(Math.Min((a.Age - 17) * 12, -Math.Log(1 - dice.Uniform()) * (a.Housing == 1 ? 26 : 110)));
        if (a.Employment == Form.Pensioner && a.Housing == 2) a.Housing = 0;
    }

    private static void DrawMoney(ref Dice dice, ref Applicant a, double time, bool campaign)
    {
        var log = 10.35 + RegionIncome[a.Region] + EducationIncome[a.Education] + (0.012 * Math.Min(a.EmploymentYears, 20))
            + (a.Employment == Form.Pensioner ? -0.65 : 0) + (0.16 * a.Creditworthiness) + (campaign ? -0.10 : 0) + dice.Normal(0, 0.38);
        var actual = Math.Exp(log);
        a.Income = Math.Round(actual * Story.IncomeFactor(time) / 100) * 100;
        a.Utilization = Math.Round(1 / (1 + Math.Exp(0.25 + (0.45 * a.Creditworthiness) + dice.Normal(0, 0.9))), 3);
        a.DebtToIncome = Math.Round(Math.Clamp(Math.Exp(-1.25 - (0.22 * a.Creditworthiness) + dice.Normal(0, 0.5)) / Math.Pow(Story.IncomeFactor(time), 0.15), 0, 1.5), 3);
    }

    private static void DrawHistory(ref Dice dice, ref Applicant a)
    {
        a.Delinquencies = Math.Min(6, dice.Poisson(0.38 * Math.Exp(-0.55 * a.Creditworthiness)));
        a.Inquiries = Math.Min(20, dice.Poisson(1.5 * Math.Exp(-0.25 * a.Creditworthiness)));
        a.ExistingLoans = Math.Min(8, dice.Poisson(0.5 + (1.4 * a.Utilization)));
        var thin = a.Age < 24 ? 0.22 : 0.05;
        a.BureauScore = dice.Chance(thin)
            ? double.NaN
            : Math.Round(Math.Clamp(606 + (82 * a.Creditworthiness) - (10 * a.Delinquencies) - (24 * (a.Utilization - 0.45)) + dice.Normal(0, 22), 300, 850));
    }

    private static void DrawWish(ref Dice dice, ref Applicant a, DemoHour hour, bool campaign)
    {
        var young = a.Age < 35;
        a.Channel = campaign ? Form.CampaignChannel : dice.Pick(young ? [0.52, 0.22, 0.12, 0.14] : [0.33, 0.17, 0.38, 0.12]);
        a.Device = a.Channel == Form.BranchChannel
            ? 3
            : dice.Chance(Story.NewDeviceShare(hour.Time)) ? Form.NewDevice : a.Channel == 1 ? dice.Pick([0.30, 0.12, 0.58]) : dice.Pick([0.74, 0.26]);
        var school = hour.Local.Month is 8 or 9 ? 1.25 : 1.0;
        a.Purpose = dice.Pick([0.30, 0.20 + (0.02 * hour.Summer), 0.15, 0.10, 0.08 * school, 0.08, 0.09 - (0.01 * hour.Summer)]);
        var appetite = a.Purpose switch { 5 => 1.1, 1 => 0.55, 6 => 0.35, 2 => -0.35, _ => 0 };
        a.LoanAmount = Math.Round(Math.Clamp(Math.Exp(9.75 + (0.35 * Math.Log(a.Income / 30_000)) + appetite + dice.Normal(0, 0.45)), 3_000, 400_000) / 500) * 500;
        a.TermMonths = Form.Terms[a.LoanAmount > 60_000 ? dice.Pick([0.01, 0.06, 0.10, 0.38, 0.25, 0.20]) : dice.Pick(TermShares)];
    }

    // The lender's model can learn this only as far as the form shows it; creditworthiness itself stays hidden.
    private static double Risk(in Applicant a, double time, bool campaign)
    {
        var logit = -2.85 - (1.15 * a.Creditworthiness) + (0.8 * (a.Utilization - 0.45)) + (1.2 * (a.DebtToIncome - 0.32))
            + (0.28 * Math.Min(a.Delinquencies, 4)) + (0.07 * Math.Min(a.Inquiries, 8)) - (0.035 * Math.Min(a.EmploymentYears, 12))
            + (a.Purpose == 6 ? 0.30 : a.Purpose == 2 ? 0.15 : 0) + (a.Age < 25 ? 0.30 : 0) + (a.Housing == 0 ? -0.15 : 0)
            + (campaign ? 0.30 : 0);
        if (time >= Story.ConceptDrift) logit += a.Employment is Form.SelfEmployed or Form.Contract ? 1.6 : 0.15;
        return 1 / (1 + Math.Exp(-logit));
    }
}
