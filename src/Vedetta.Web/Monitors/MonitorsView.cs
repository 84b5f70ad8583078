using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;

namespace Vedetta.Web.Monitors;

/// <summary>The monitors of a model with their latest readings, and whether the reader may change them.</summary>
public sealed record MonitorsView(ModelDefinition Model, IReadOnlyList<MonitorDefinition> Rows, ModelStatus Status, bool MayEdit);
