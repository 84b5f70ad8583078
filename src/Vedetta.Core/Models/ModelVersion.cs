namespace Vedetta.Core.Models;

/// <summary>One trained build of a model, as far as its rows tell of it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Its version, as senders name it; rows without one belong to <c>""</c>.</param>
/// <param name="FirstSeen">Event time of its first row; null before any.</param>
/// <param name="Reference">Its own reference, or null: then the previous version's serves, and answers say so.</param>
public sealed record ModelVersion(ModelId Model, string Version, DateTimeOffset? FirstSeen, ReferenceInfo? Reference);

/// <summary>The data a version is compared with; immutable once profiled.</summary>
/// <param name="Rows">Rows accepted.</param>
/// <param name="UploadedAt">When it came.</param>
/// <param name="From">Event time of its first row, where rows carry one.</param>
/// <param name="To">Event time of its last row, where rows carry one.</param>
/// <param name="Labelled">Rows that carry a label.</param>
public sealed record ReferenceInfo(long Rows, DateTimeOffset UploadedAt, DateTimeOffset? From, DateTimeOffset? To, long Labelled);
