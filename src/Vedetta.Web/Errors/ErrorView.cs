namespace Vedetta.Web.Errors;

/// <summary>A page that could not be shown: what, why, and what to do next.</summary>
/// <param name="Title">What, as a sentence.</param>
/// <param name="Cause">Why.</param>
/// <param name="Code">A code to quote; null for none.</param>
/// <param name="Next">The next step.</param>
/// <param name="NextAddress">Where it leads.</param>
public sealed record ErrorView(string Title, string Cause, string? Code, string Next, string NextAddress);
