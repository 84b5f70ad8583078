using System.Globalization;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Experiments;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo.Fleet;

/// <summary>
/// A model whose world does not change: what its subclasses draw for one row, they draw the same way on every day.
/// </summary>
internal abstract class CalmModel : IDemoModel
{
    private readonly DemoCalendar _calendar;
    private readonly ulong _seed;
    private readonly int _part;
    private readonly Rhythm _rhythm;
    private readonly int _referenceDays;
    private readonly ModelDefinition _definition;

    /// <summary>Describes the model; <paramref name="part"/> is its stream of chance.</summary>
    protected CalmModel(DemoCalendar calendar, ulong seed, int part, Rhythm rhythm, int referenceDays, CalmCard card)
    {
        _calendar = calendar;
        _seed = seed;
        _part = part;
        _rhythm = rhythm;
        _referenceDays = referenceDays;
        Columns = card.Columns;
        _definition = new ModelDefinition(
            new ModelId(card.Name),
            card.Task,
            card.Title,
            card.Owner,
            card.Task == ModelTask.Binary ? "1" : null,
            card.Threshold,
            DemoCalendar.ZoneName,
            card.Task == ModelTask.Regression ? new ScoreDefinition(ScoreKind.Value, null, null, ScoreDirection.Positive, ApproveAbove: false) : ScoreDefinition.Probability,
            new ModelSchema(
                [.. card.Columns.Where(c => c.Family == ColumnFamily.Feature).Select(c => new ColumnDefinition(c.Name, c.Type))],
                Confirmed: true,
                SegmentTags: []),
            [
                new OutcomeDefinition("label", card.Task == ModelTask.Regression ? OutcomeKind.Value : OutcomeKind.Class, new MaturityRule(card.LabelDelay), ProxyOf: null),
                .. card.EarnsRevenue ? [new OutcomeDefinition("revenue", OutcomeKind.Value, new MaturityRule(card.LabelDelay), ProxyOf: null)] : Array.Empty<OutcomeDefinition>(),
            ],
            calendar.Start,
            Revision: 0);
        LabelDelay = card.LabelDelay;
    }

    /// <inheritdoc/>
    public ModelDefinition Definition => _definition;

    /// <inheritdoc/>
    public IReadOnlyList<DemoColumn> Columns { get; }

    /// <inheritdoc/>
    public string ReferenceVersion => "1";

    /// <inheritdoc/>
    public virtual DateTimeOffset? Silence => null;

    /// <inheritdoc/>
    public virtual IReadOnlyList<ExperimentDefinition> Experiments => [];

    /// <summary>Midnight of a day of the world.</summary>
    protected DateTimeOffset Midnight(int day) => _calendar.Start.AddDays(day);

    /// <summary>Time between a row and its label.</summary>
    protected TimeSpan LabelDelay { get; }

    /// <inheritdoc/>
    public void WriteReference(DemoRows rows)
    {
        for (var hour = -24 * _referenceDays; hour < 0; hour++) WriteHour(_calendar.Hour(hour), rows);
    }

    /// <inheritdoc/>
    public void WriteHour(DemoHour hour, DemoRows rows)
    {
        var dice = Dice.Of(_seed, _part, hour.Index);
        var arrivals = new Arrivals(hour, dice.Poisson(_rhythm.Expected(hour)));
        for (var i = 0; arrivals.Next(ref dice, out var at); i++)
        {
            if (at >= Silence) return;
            var id = string.Create(CultureInfo.InvariantCulture, $"{hour.Local:yyMMddHH}-{i:000}");
            var (version, variant) = Assign(hour, ref dice);
            rows.Begin(id, at, version);
            if (variant is not null) rows.Batch.Variant.Add(variant);
            var label = WriteRow(rows, hour, ref dice);
            rows.Batch.LatencyMs.Add(Math.Round(Math.Exp(dice.Normal(2.5, 0.4)), 2));
            rows.End();
            rows.Follow(new DemoOutcome(id, "label", label.Class, label.Value, at + LabelDelay));
            if (label.Revenue is { } revenue) rows.Follow(new DemoOutcome(id, "revenue", null, revenue, at + LabelDelay));
        }
    }

    /// <summary>Version that answers a row of that hour, and its arm where an experiment runs.</summary>
    protected virtual (string Version, string? Variant) Assign(DemoHour hour, ref Dice dice) => (ReferenceVersion, null);

    /// <summary>Writes features, answer and probabilities of one row, and says what its label will be.</summary>
    protected abstract CalmLabel WriteRow(DemoRows rows, DemoHour hour, ref Dice dice);

    /// <summary>Writes a binary answer and draws its label from the score, which is calibrated up to <paramref name="noise"/>.</summary>
    protected CalmLabel Binary(DemoRows rows, double logit, double noise, ref Dice dice, string positive = "review", string negative = "pass")
    {
        var score = Math.Clamp(Math.Round(Logistic(logit), 6), 1e-6, 1 - 1e-6);
        var hit = score >= Definition.Threshold;
        rows.Batch.Score.Add(score);
        rows.Batch.Prediction.Add(hit ? "1" : "0");
        rows.Batch.Decision.Add(hit ? positive : negative);
        return CalmLabel.Of(dice.Chance(Logistic(logit + dice.Normal(0, noise))));
    }

    /// <summary>Writes probabilities of classes into the columns from <paramref name="first"/> on, the likeliest as the answer, and draws the label from them.</summary>
    protected static CalmLabel Multiclass(DemoRows rows, int first, ReadOnlySpan<string> classes, ReadOnlySpan<double> logits, ref Dice dice)
    {
        Span<double> shares = stackalloc double[classes.Length];
        var sum = 0.0;
        for (var k = 0; k < classes.Length; k++) sum += shares[k] = Math.Exp(logits[k]);
        var best = 0;
        for (var k = 0; k < classes.Length; k++)
        {
            shares[k] = Math.Round(shares[k] / sum, 6);
            rows.Number(first + k, shares[k]);
            if (shares[k] > shares[best]) best = k;
        }

        rows.Batch.Prediction.Add(classes[best]);
        return new CalmLabel(classes[dice.Pick(shares)], double.NaN);
    }

    /// <summary>Writes a predicted number; the label lies around it.</summary>
    protected static CalmLabel Regression(DemoRows rows, double predicted, double relativeError, ref Dice dice)
    {
        rows.Batch.PredictedValue.Add(Math.Round(predicted, 2));
        return new CalmLabel(null, Math.Round(predicted * Math.Exp(dice.Normal(0, relativeError)), 2));
    }

    /// <summary>The logistic function.</summary>
    protected static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));
}

/// <summary>What a calm model is.</summary>
internal sealed record CalmCard(string Name, string Title, string Owner, ModelTask Task, double Threshold, TimeSpan LabelDelay, IReadOnlyList<DemoColumn> Columns)
{
    /// <summary>Whether its labels come with money.</summary>
    public bool EarnsRevenue { get; init; }

    /// <summary>A numeric feature.</summary>
    public static DemoColumn Number(string name) => new(ColumnFamily.Feature, name, ColumnType.Numeric);

    /// <summary>A categorical feature.</summary>
    public static DemoColumn Category(string name) => new(ColumnFamily.Feature, name, ColumnType.Categorical);

    /// <summary>The probability of a class.</summary>
    public static DemoColumn Probability(string name) => new(ColumnFamily.Probability, name, ColumnType.Numeric);
}

/// <summary>A label to come: a class or a number.</summary>
/// <param name="Class">The class; null for a number.</param>
/// <param name="Value">The number, also of a class that is one.</param>
/// <param name="Revenue">Money that comes with it; null for none.</param>
internal readonly record struct CalmLabel(string? Class, double Value, double? Revenue = null)
{
    /// <summary>Class 1 or 0.</summary>
    public static CalmLabel Of(bool positive) => new(positive ? "1" : "0", positive ? 1 : 0);
}
