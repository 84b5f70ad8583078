using Vedetta.Core.Models;
using Vedetta.Core.Time;

namespace Vedetta.Core.Monitors.Streams;

/// <summary>
/// What a streaming detector knew at the end of a window: the next window goes on from it, and rows that come late for an
/// earlier window run again from the state before that window.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Monitor">The monitor's name.</param>
/// <param name="Column">The column it watches.</param>
/// <param name="Window">The window at whose end it was kept.</param>
/// <param name="Rule">What made it: detector, wanted run and reference. A state of another rule is not gone on from.</param>
/// <param name="Detector">The detector, as its <c>Save</c> gives it.</param>
/// <param name="Count">Values it took in the window.</param>
/// <param name="Run">Values between two false alarms; null where nobody knows.</param>
/// <param name="BaselineRows">Reference values the run was calibrated on; 0 where it was not.</param>
public sealed record StreamState(
    ModelId Model, string Monitor, string Column, Window Window, string Rule, byte[] Detector, long Count, double? Run, long BaselineRows);
