using System.Globalization;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>
/// The model of the story: scores loan applications, approves below the cut-off, and learns thirteen days later who
/// missed the first payment. Only approved applicants can tell.
/// </summary>
internal sealed class ApplicationScoring : IDemoModel
{
    /// <summary>Score from which an application is declined.</summary>
    public const double CutOff = 0.16;

    private const int Part = 1;
    private const int ReferenceDays = 17;
    private const double RowsPerDay = 3_350;
    private const int FirstDueDays = 10;
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
        var dice = Dice.Of(_seed, Part, hour.Index);
        var count = dice.Poisson(_rhythm.Expected(hour) * (1 + Story.CampaignShare(hour.Time)) * (1 + (0.0006 * hour.Time)));
        var arrivals = new Arrivals(hour, count);
        for (var i = 0; arrivals.Next(ref dice, out var at); i++)
        {
            var applicant = Population.Draw(ref dice, hour);
            var id = string.Create(CultureInfo.InvariantCulture, $"A{hour.Local:yyMMddHH}-{i:0000}");
            var version = labelNow ? ReferenceVersion : Story.VersionAt(hour.Time);
            var score = _card.Score(applicant, readsBureau: version != "v3");
            var approved = score < CutOff;
            WriteRow(rows, id, at, version, applicant, score, approved, ref dice);
            if (approved || labelNow) AddLabels(rows, id, at, dice.Chance(applicant.DefaultProbability), ref dice);
        }
    }

    private void WriteRow(DemoRows rows, string id, DateTimeOffset at, string version, in Applicant a, double score, bool approved, ref Dice dice)
    {
        rows.Begin(id, at, version);
        CreditForm.Write(rows, a, FirstDue(at));
        rows.Batch.Score.Add(score);
        rows.Batch.Prediction.Add(approved ? "0" : "1");
        rows.Batch.Decision.Add(approved ? "approve" : "decline");
        rows.Batch.Amount.Add(a.LoanAmount);
        rows.Batch.LatencyMs.Add(Math.Round(Math.Exp(dice.Normal(version == "v3" ? 3.25 : 2.9, 0.35)), 2));
        rows.End();
    }

    // First payment default is known three days after the due date, when the night batch of the loan system has run;
    // ninety days past due is known ninety days later.
    private void AddLabels(DemoRows rows, string id, DateTimeOffset at, bool missed, ref Dice dice)
    {
        var known = FirstDue(at).AddDays(3).AddHours(6).AddMinutes(dice.Between(0, 40));
        rows.Follow(new DemoOutcome(id, "label", missed ? "1" : "0", missed ? 1 : 0, known));
        var lost = missed ? dice.Chance(0.62) : dice.Chance(0.015);
        rows.Follow(new DemoOutcome(id, "default_90", lost ? "1" : "0", lost ? 1 : 0, FirstDue(at).AddDays(90).AddHours(6)));
    }

    private DateTimeOffset FirstDue(DateTimeOffset at)
    {
        var day = (int)Math.Floor((at - _calendar.Start).TotalDays);
        return _calendar.Start.AddDays(day + FirstDueDays);
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
