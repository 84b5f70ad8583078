using Vedetta.Core.Models;

namespace Vedetta.Web.Settings;

/// <summary>What the page of a model's settings shows.</summary>
/// <param name="Model">The model, with the edits of a form that was refused.</param>
/// <param name="Versions">Its versions.</param>
/// <param name="Faults">What is wrong with the form.</param>
/// <param name="Saved">Whether it was just saved.</param>
/// <param name="MayEdit">Whether the reader may change it.</param>
/// <param name="Filter">Columns shown are those whose names hold this.</param>
public sealed record SettingsView(ModelDefinition Model, IReadOnlyList<ModelVersion> Versions, IReadOnlyList<FieldFault> Faults, bool Saved, bool MayEdit, string Filter)
{
    /// <summary>Columns that one form holds; the rest is reached by the filter, and keeps what it was.</summary>
    public const int Most = 120;

    /// <summary>The columns of the form.</summary>
    public IReadOnlyList<ColumnDefinition> Columns => [.. Model.Schema.Columns.Where(column => column.Name.Contains(Filter, StringComparison.OrdinalIgnoreCase)).Take(Most)];

    /// <summary>What is left out.</summary>
    public int Hidden => Model.Schema.Columns.Count - Columns.Count;
}
