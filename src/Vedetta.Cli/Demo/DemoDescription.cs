using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo;

/// <summary>A model of the demo world as its owner would describe it.</summary>
internal static class DemoDescription
{
    /// <summary>Everything that is said of it.</summary>
    public static ModelDescription Of(ModelDefinition model) => new(
        model.Task,
        model.Title,
        model.Owner,
        model.PositiveClass,
        model.Threshold,
        model.TimeZone,
        model.Score,
        model.Schema.Columns,
        model.Schema.SegmentTags,
        model.Outcomes);
}
