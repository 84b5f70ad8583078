using System.Globalization;
using Vedetta.Cli.Demo.World;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>The application form as a schema, and how an applicant is written by it.</summary>
internal static class CreditForm
{
    private static readonly (string Name, double Importance, Func<Applicant, double> Read)[] Numbers =
    [
        ("bureau_score", 0.31, a => a.BureauScore),
        ("utilization", 0.11, a => a.Utilization),
        ("debt_to_income", 0.07, a => a.DebtToIncome),
        ("delinquencies_12m", 0.12, a => a.Delinquencies),
        ("n_inquiries_6m", 0.05, a => a.Inquiries),
        ("employment_years", 0.06, a => a.EmploymentYears),
        ("income", 0.08, a => a.Income),
        ("age", 0.05, a => a.Age),
        ("loan_amount", 0.03, a => a.LoanAmount),
        ("term_months", 0.01, a => a.TermMonths),
        ("existing_loans", 0.02, a => a.ExistingLoans),
        ("months_at_address", 0.01, a => a.MonthsAtAddress),
        ("dependents", 0.0, a => a.Dependents),
    ];

    private static readonly (string Name, double Importance, string[] Levels, Func<Applicant, int> Read)[] Categories =
    [
        ("employment", 0.02, Form.Employments, a => a.Employment),
        ("region", 0.01, Form.Regions, a => a.Region),
        ("channel", 0.01, Form.Channels, a => a.Channel),
        ("device_os", 0.0, Form.Devices, a => a.Device),
        ("purpose", 0.02, Form.Purposes, a => a.Purpose),
        ("education", 0.01, Form.Educations, a => a.Education),
        ("housing", 0.01, Form.Housings, a => a.Housing),
    ];

    /// <summary>Every column the form writes.</summary>
    public static IReadOnlyList<DemoColumn> Columns { get; } =
    [
        .. Numbers.Select(n => new DemoColumn(ColumnFamily.Feature, n.Name, ColumnType.Numeric)),
        .. Categories.Select(c => new DemoColumn(ColumnFamily.Feature, c.Name, ColumnType.Categorical)),
        new DemoColumn(ColumnFamily.Feature, "due_1", ColumnType.Timestamp),
        new DemoColumn(ColumnFamily.Tag, "approval_probability", ColumnType.Categorical),
    ];

    /// <summary>The model as its owner described it.</summary>
    public static ModelDefinition Definition(DateTimeOffset created) => new(
        new ModelId(ApplicationScoring.Name),
        ModelTask.Binary,
        "Application scoring",
        "Credit risk",
        PositiveClass: "1",
        ApplicationScoring.CutOff,
        DemoCalendar.ZoneName,
        ScoreDefinition.Probability,
        new ModelSchema(
            [
                .. Numbers.Select(n => new ColumnDefinition(n.Name, ColumnType.Numeric, Importance: n.Importance, Min: 0)),
                .. Categories.Select(c => new ColumnDefinition(c.Name, ColumnType.Categorical, Importance: c.Importance, Segment: c.Name == "channel")),
                new ColumnDefinition("due_1", ColumnType.Timestamp, ColumnRole.Ignored),
            ],
            Confirmed: true,
            SegmentTags: []),
        [
            new OutcomeDefinition("label", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(4), "due_1"), ProxyOf: "default_90"),
            new OutcomeDefinition("fpd", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(4), "due_1"), ProxyOf: "default_90"),
            new OutcomeDefinition("spd", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(18), "due_1"), ProxyOf: "default_90"),
            new OutcomeDefinition("default_90", OutcomeKind.Class, new MaturityRule(TimeSpan.FromDays(91), "due_1"), ProxyOf: null),
            new OutcomeDefinition("bucket", OutcomeKind.Series, new MaturityRule(TimeSpan.FromDays(4), "due_1"), ProxyOf: null),
            new OutcomeDefinition("revenue", OutcomeKind.Value, new MaturityRule(TimeSpan.FromDays(11), "due_1"), ProxyOf: null),
        ],
        created,
        Revision: 0);

    /// <summary>Writes the features of a row, and with what probability the applicant is approved.</summary>
    public static void Write(DemoRows rows, in Applicant applicant, DateTimeOffset firstDue, double approval)
    {
        var column = 0;
        foreach (var number in Numbers) rows.Number(column++, number.Read(applicant));
        foreach (var category in Categories) rows.Category(column++, category.Levels[category.Read(applicant)]);
        rows.Number(column++, (firstDue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        rows.Category(column, approval.ToString(CultureInfo.InvariantCulture));
    }
}
