using System.CommandLine;
using Vedetta.Cli.CommandLine;
using Vedetta.Cli.CommandLine.Options;
using Vedetta.Cli.Replay;
using Vedetta.Cli.Targets;

namespace Vedetta.Cli.Commands;

/// <summary><c>vedetta replay</c>: plays a folder of history as it happened.</summary>
internal static class ReplayCommand
{
    /// <summary>Makes the command.</summary>
    public static Command New(Terminal terminal)
    {
        var command = new VedettaCommand("replay", "Plays a folder with reference.csv.gz and production.csv.gz: rows at their time, labels when they became known")
        {
            Examples =
            [
                new("replay cases/elec2 --model elec2 --data ./vedetta-data", "as fast as it goes, by a clock that follows the rows: monitors run as they would have run"),
                new("replay cases/elec2 --model elec2 --speed 3600", "to the server on this machine, an hour of history a second"),
                new("replay cases/elec2 --model elec2 --data ./other --shuffle 7", "in no order and with repetitions: the verdicts must come out the same"),
            ],
        };
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder with reference.csv.gz, production.csv.gz and perhaps case.json" };
        var model = SharedOptions.Model();
        var speed = new Option<double?>("--speed") { Description = "Play against the clock on the wall, so many times faster than it happened", HelpName = "times" };
        var shuffle = new Option<int?>("--shuffle") { Description = "Play in an order this seed gives, three in a hundred rows twice", HelpName = "seed" };
        var window = SharedOptions.Window();
        foreach (Option option in (Option[])[model, speed, shuffle, window]) command.Options.Add(option);
        command.Arguments.Add(folder);
        var target = new TargetOptions().AddTo(command);
        var columns = new ColumnOptions().AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(speed) is not null && result.GetResult(shuffle) is not null) result.AddError("--speed and --shuffle exclude each other");
            if (result.GetResult(speed) is { } given && !given.Errors.Any() && given.GetValueOrDefault<double?>() is <= 0) result.AddError("--speed takes a number above 0");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var directory = parsed.GetValue(folder)!.FullName;
            if (!Directory.Exists(directory)) throw new UsageException($"there is no folder '{directory}'");
            var order = new ReplayOrder(directory, parsed.GetValue(model), columns.Mapping(parsed), parsed.GetValue(speed), parsed.GetValue(shuffle), parsed.GetValue(window));
            var script = order.Load();
            await using var open = await TargetOpening.OpenAsync(target, parsed, terminal, script.Clock ?? terminal.Clock, cancel);
            await script.PlayAsync(open, terminal, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
