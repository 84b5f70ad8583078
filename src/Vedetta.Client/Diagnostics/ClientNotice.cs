namespace Vedetta.Client;

/// <summary>Kinds of what a client has to tell about itself.</summary>
public enum NoticeKind
{
    /// <summary>The queue is full; events are dropped.</summary>
    QueueFull,

    /// <summary>An event cannot be written as JSON; it is dropped.</summary>
    Unwritable,

    /// <summary>An event is larger than a request may be; it is dropped.</summary>
    TooLarge,

    /// <summary>An event was logged after the client was disposed; it is dropped.</summary>
    Closed,

    /// <summary>The server cannot be reached, fails or sheds load; the batch is tried again.</summary>
    Unreachable,

    /// <summary>The server answers again.</summary>
    Recovered,

    /// <summary>The server refused a whole request for good, for example for a wrong key.</summary>
    Refused,

    /// <summary>The server rejected single events.</summary>
    Rejected,

    /// <summary>The server kept events but warns about them, for example of an unknown column.</summary>
    Warned,

    /// <summary>Events were given up, after a long time or at the end of the program.</summary>
    GivenUp,
}

/// <summary>Something the client tells about itself.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">One sentence for the log of the application.</param>
public readonly record struct ClientNotice(NoticeKind Kind, string Message);
