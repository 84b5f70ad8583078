using Vedetta.Cli.Demo.World;

namespace Vedetta.Cli.Demo.Credit;

/// <summary>
/// How a loan is paid: due every two weeks, each payment made or missed. Who is late catches up, stays where they are or
/// falls one payment further behind; the further behind, the seldomer anybody catches up.
/// </summary>
internal readonly struct Loan
{
    private const int FirstDueDays = 10;
    private const int DaysBetween = 14;
    private const int Payments = 6;

    // Unpaid payments after each due date, four bits each.
    private readonly ulong _unpaid;

    private Loan(ulong unpaid) => _unpaid = unpaid;

    /// <summary>Payments unpaid after the due date of that number, from 0.</summary>
    private int this[int due] => (int)(_unpaid >> (4 * due)) & 15;

    /// <summary>The first due date of a loan asked for at that moment: a midnight of the world.</summary>
    public static DateTimeOffset FirstDue(DemoCalendar calendar, DateTimeOffset at) =>
        calendar.Start.AddDays((int)Math.Floor((at - calendar.Start).TotalDays) + FirstDueDays);

    /// <summary>Draws how the applicant pays. The first payment is missed with the default probability itself.</summary>
    public static Loan Draw(in Applicant applicant, ref Dice luck)
    {
        var (unpaid, packed) = (0, 0UL);
        for (var due = 0; due < Payments; due++)
        {
            var chance = luck.Uniform();
            unpaid = unpaid == 0 ? chance < Stumbles(applicant.DefaultProbability, due) ? 1 : 0 : Late(unpaid, chance);
            packed |= (ulong)unpaid << (4 * due);
        }

        return new Loan(packed);
    }

    /// <summary>The label the model foretells: a missed first payment, known three days after the due date, when the night batch of the loan system has run.</summary>
    public static DemoOutcome Label(string id, DateTimeOffset firstDue, Loan loan, ref Dice luck) =>
        Class(id, "label", loan[0] > 0, firstDue.AddDays(3).AddHours(6).AddMinutes(luck.Between(0, 40)));

    /// <summary>Notes everything that becomes known of the loan.</summary>
    public void WriteOutcomes(DemoRows rows, string id, DateTimeOffset firstDue, double amount, ref Dice luck)
    {
        var label = Label(id, firstDue, this, ref luck);
        rows.Follow(label);
        rows.Follow(label with { Outcome = "fpd" });
        rows.Follow(Class(id, "spd", this[1] > this[0], label.At.AddDays(DaysBetween)));

        // The loan system tells every four weeks how many months behind a loan is.
        for (var due = 0; due < Payments; due += 2)
            rows.Follow(new DemoOutcome(id, "bucket", null, (this[due] + 1) / 2, label.At.AddDays(due * DaysBetween)));

        // What the first month brings: a fee and interest, or a provision for who did not pay.
        rows.Follow(new DemoOutcome(id, "revenue", null, Math.Round(amount * (this[0] > 0 ? -0.27 : 0.042)), firstDue.AddDays(10).AddHours(6)));
        rows.Follow(Class(id, "default_90", NeverCaught(), firstDue.AddDays(90).AddHours(6)));
    }

    private static double Stumbles(double defaults, int due) => due == 0 ? defaults : 0.004 + (0.35 * defaults * Math.Pow(0.8, due - 1));

    private static int Late(int unpaid, double chance)
    {
        var cures = unpaid switch { 1 => 0.30, 2 => 0.14, _ => 0.05 };
        return chance < cures ? 0 : chance < cures + 0.12 ? unpaid : unpaid + 1;
    }

    // Ninety days past due on the day ninety days after the first due date: the first payment and all since are unpaid or late.
    private bool NeverCaught()
    {
        for (var due = 0; due < Payments; due++)
            if (this[due] == 0) return false;
        return true;
    }

    private static DemoOutcome Class(string id, string outcome, bool bad, DateTimeOffset at) => new(id, outcome, bad ? "1" : "0", bad ? 1 : 0, at);
}
