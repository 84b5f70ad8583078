namespace Vedetta.Core.Models;

/// <summary>A description with faults: all of them, each with its field.</summary>
/// <param name="subject">What is described, in snake_case, for example <c>objectives</c>.</param>
/// <param name="faults">The faults.</param>
public sealed class InvalidDescriptionException(string subject, IReadOnlyList<FieldFault> faults)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Field}: {fault.Message}")))
{
    /// <summary>What is described.</summary>
    public string Subject { get; } = subject;

    /// <summary>The faults.</summary>
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}
