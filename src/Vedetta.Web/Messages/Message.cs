namespace Vedetta.Web.Messages;

/// <summary>How a piece of a line looks.</summary>
public enum RunStyle
{
    /// <summary>As the rest.</summary>
    Plain,

    /// <summary>Stands out.</summary>
    Strong,

    /// <summary>Every character as wide as the next.</summary>
    Fixed,

    /// <summary>Leads somewhere.</summary>
    Link,
}

/// <summary>A piece of a line.</summary>
/// <param name="Text">What it says, unescaped.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Url">Where a link leads.</param>
public sealed record Run(string Text, RunStyle Style = RunStyle.Plain, string? Url = null);

/// <summary>What a line is, so that every kind of channel can dress it its own way.</summary>
public enum LineRole
{
    /// <summary>Running text.</summary>
    Text,

    /// <summary>The first line: state and model.</summary>
    Heading,

    /// <summary>A number with its interval.</summary>
    Reading,

    /// <summary>Readings drawn in characters.</summary>
    Trend,

    /// <summary>A link a person is to follow.</summary>
    Action,
}

/// <summary>A line of a message.</summary>
/// <param name="Runs">Its pieces in order; empty for an empty line.</param>
/// <param name="Role">What it is.</param>
public sealed record MessageLine(IReadOnlyList<Run> Runs, LineRole Role);

/// <summary>How bad the message is, for its colour and sign.</summary>
public enum MessageTone
{
    /// <summary>Nothing is wrong, or not any more.</summary>
    Calm,

    /// <summary>To be looked at.</summary>
    Warning,

    /// <summary>To be acted on.</summary>
    Critical,
}

/// <summary>A message in words, before a channel dresses it: aggregates only, never a row, never an id of a person.</summary>
/// <param name="Subject">One line: subject of a mail, heading in Slack.</param>
/// <param name="Lines">What it says.</param>
/// <param name="Tone">How bad it is.</param>
/// <param name="Thread">What messages of one incident have in common.</param>
/// <param name="Language">Code of its language.</param>
/// <param name="Footer">Why the reader gets it.</param>
public sealed record Message(string Subject, IReadOnlyList<MessageLine> Lines, MessageTone Tone, string Thread, string Language, string Footer);
