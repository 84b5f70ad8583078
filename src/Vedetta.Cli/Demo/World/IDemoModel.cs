using Vedetta.Core.Experiments;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Demo.World;

/// <summary>A model of the demo world: what it is, and the rows of any hour. Deterministic: the same hour is always the same.</summary>
internal interface IDemoModel
{
    /// <summary>What the model is.</summary>
    ModelDefinition Definition { get; }

    /// <summary>The columns it writes, in the order <see cref="DemoRows"/> knows them by.</summary>
    IReadOnlyList<DemoColumn> Columns { get; }

    /// <summary>The version its reference belongs to.</summary>
    string ReferenceVersion { get; }

    /// <summary>When its rows stop coming; null while they go on.</summary>
    DateTimeOffset? Silence { get; }

    /// <summary>Experiments that run on it.</summary>
    IReadOnlyList<ExperimentDefinition> Experiments => [];

    /// <summary>Appends its reference: labelled rows from before the history; the labels go to the outcomes.</summary>
    void WriteReference(DemoRows rows);

    /// <summary>Appends the rows of an hour in order of time, with the labels that will follow them.</summary>
    void WriteHour(DemoHour hour, DemoRows rows);
}
