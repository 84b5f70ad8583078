using Vedetta.Statistics;

namespace Vedetta.Web.Reports;

/// <summary>A report in one language, ready to be written as a page or as plain text.</summary>
/// <param name="Language">Code of the language.</param>
/// <param name="Subject">One line: of a mail, or the title of a page.</param>
/// <param name="Verdict">The state of the model.</param>
/// <param name="Silent">Whether no data come.</param>
/// <param name="Headline">The state in a sentence.</param>
/// <param name="Facts">What the report is about: span, owner, version.</param>
/// <param name="Sections">Its parts, in order.</param>
/// <param name="Link">Where to read more; null without a public address.</param>
/// <param name="LinkText">Words of the link.</param>
/// <param name="Footer">Who made it, and when.</param>
public sealed record ReportView(
    string Language, string Subject, VerdictKind Verdict, bool Silent, string Headline, IReadOnlyList<string> Facts, IReadOnlyList<ReportSection> Sections, string? Link, string LinkText, string Footer);

/// <summary>A part: a sentence as its title, lines, a table.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Lines">Lines below the title.</param>
/// <param name="Table">A table; null for none.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportLine> Lines, ReportTable? Table = null);

/// <summary>A line.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Verdict">How bad it is; undecided for neither.</param>
/// <param name="Link">Where it leads; null for nowhere.</param>
public sealed record ReportLine(string Text, VerdictKind Verdict = VerdictKind.Undecided, string? Link = null);

/// <summary>A table of texts.</summary>
/// <param name="Head">Names of the columns, and whether they hold numbers.</param>
/// <param name="Rows">Cells.</param>
public sealed record ReportTable(IReadOnlyList<(string Name, bool IsNumber)> Head, IReadOnlyList<IReadOnlyList<string>> Rows);
