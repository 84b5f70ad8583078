using System.Globalization;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>
/// The model of the story: scores loan applications, approves below the cut-off, and learns thirteen days later who
/// missed the first payment. Only approved applicants can tell, so a few of the others are approved by lot.
/// </summary>
internal sealed class ApplicationScoring : IDemoModel
{
    /// <summary>Its id.</summary>
    public const string Name = "application-scoring";

    /// <summary>Score from which an application is declined.</summary>
    public const double CutOff = 0.16;

    /// <summary>Share of the declined who are approved by lot, so that the lender learns what it declines.</summary>
    public const double ApprovedByLot = 0.025;

    private const int Part = 1;
    private const int LoansPart = 101;
    private const int ReferenceDays = 17;
    private const double RowsPerDay = 3_350;
    private readonly DemoCalendar _calendar;
    private readonly ulong _seed;
    private readonly Rhythm _rhythm = Rhythm.People(RowsPerDay);
    private readonly Scorecard _card;

    /// <summary>Trains the scorecard on the months before the history.</summary>
    public ApplicationScoring(DemoCalendar calendar, ulong seed)
    {
        _calendar = calendar;
        _seed = seed;
        _card = Train();
    }

    /// <inheritdoc/>
    public ModelDefinition Definition => CreditForm.Definition(_calendar.Start);

    /// <inheritdoc/>
    public IReadOnlyList<DemoColumn> Columns => CreditForm.Columns;

    /// <inheritdoc/>
    public string ReferenceVersion => "v2";

    /// <inheritdoc/>
    public DateTimeOffset? Silence => null;

    /// <inheritdoc/>
    public void WriteReference(DemoRows rows)
    {
        for (var hour = -24 * ReferenceDays; hour < 0; hour++) Write(_calendar.Hour(hour), rows, labelNow: true);
    }

    /// <inheritdoc/>
    public void WriteHour(DemoHour hour, DemoRows rows) => Write(hour, rows, labelNow: false);

    private void Write(DemoHour hour, DemoRows rows, bool labelNow)
    {
        // What becomes of loans has a stream of chance of its own, so that it never changes who applies.
        var dice = Dice.Of(_seed, Part, hour.Index);
        var luck = Dice.Of(_seed, LoansPart, hour.Index);
        var count = dice.Poisson(_rhythm.Expected(hour) * (1 + Story.CampaignShare(hour.Time)) * (1 + (0.0006 * hour.Time)));
        var arrivals = new Arrivals(hour, count);
        for (var i = 0; arrivals.Next(ref dice, out var at); i++)
        {
            var applicant = Population.Draw(ref dice, hour);
            var id = string.Create(CultureInfo.InvariantCulture, $"A{hour.Local:yyMMddHH}-{i:0000}");
            var version = labelNow ? ReferenceVersion : Story.VersionAt(hour.Time);
            var score = _card.Score(applicant, readsBureau: version != "v3");
            var chance = score < CutOff ? 1 : ApprovedByLot;
            var approved = luck.Chance(chance);
            var due = Loan.FirstDue(_calendar, at);
            rows.Begin(id, at, version);
            CreditForm.Write(rows, applicant, due, chance);
            WriteAnswer(rows, id, version, applicant, score, approved, ref dice);
            if (labelNow) rows.Follow(Loan.Label(id, due, Loan.Draw(applicant, ref luck), ref luck));
            else if (approved) Loan.Draw(applicant, ref luck).WriteOutcomes(rows, id, due, applicant.LoanAmount, ref luck);
        }
    }

    private static void WriteAnswer(DemoRows rows, string id, string version, in Applicant a, double score, bool approved, ref Dice dice)
    {
        rows.Batch.Score.Add(score);
        rows.Batch.Prediction.Add(score < CutOff ? "0" : "1");
        rows.Batch.Decision.Add(approved ? "approve" : "decline");
        rows.Batch.Amount.Add(a.LoanAmount);
        rows.Batch.LatencyMs.Add(Math.Round(Math.Exp(dice.Normal(version == "v3" ? 3.25 : 2.9, 0.35)), 2));
        if (DemoFaults.Strikes(id)) rows.Batch.Error.Add("the bureau did not answer in time");
        rows.End();
    }

    private Scorecard Train()
    {
        const int Applicants = 12_000;
        const int Hours = 24 * 60;
        var applicants = new Applicant[Applicants];
        var defaulted = new bool[Applicants];
        var dice = Dice.Of(_seed, Part, long.MinValue);
        for (var i = 0; i < Applicants; i++)
        {
            applicants[i] = Population.Draw(ref dice, _calendar.Hour((-24 * (ReferenceDays + 90)) + (i * Hours / Applicants)));
            defaulted[i] = dice.Chance(applicants[i].DefaultProbability);
        }

        return Scorecard.Fit(applicants, defaulted);
    }
}
