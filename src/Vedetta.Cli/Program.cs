using Vedetta.Cli.CommandLine;

return await CommandRunner.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
