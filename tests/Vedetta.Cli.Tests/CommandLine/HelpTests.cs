namespace Vedetta.Cli.Tests.CommandLine;

public sealed class HelpTests
{
    [Theory]
    [InlineData("root")]
    [InlineData("demo", "demo")]
    [InlineData("serve", "serve")]
    [InlineData("import", "import")]
    [InlineData("import-predictions", "import", "predictions")]
    [InlineData("import-outcomes", "import", "outcomes")]
    [InlineData("import-reference", "import", "reference")]
    [InlineData("replay", "replay")]
    [InlineData("drift", "drift")]
    [InlineData("estimate", "estimate")]
    [InlineData("detect", "detect")]
    [InlineData("report", "report")]
    [InlineData("validate", "validate")]
    [InlineData("profile", "profile")]
    [InlineData("performance", "performance")]
    [InlineData("explain", "explain")]
    [InlineData("apply", "apply")]
    [InlineData("test", "test")]
    [InlineData("status", "status")]
    [InlineData("verify", "verify")]
    public async Task Help_is_as_accepted(string name, params string[] command)
    {
        var trial = await CommandTrial.RunAsync([.. command, "--help"]);
        trial.Code.ShouldBe(0);
        trial.Error.ShouldBeEmpty();
        // The help names the program that runs, which here is the test.
        trial.Out.Replace("Vedetta.Cli.Tests", "vedetta", StringComparison.Ordinal).ShouldBeAccepted("help-" + name);
    }

    [Fact]
    public async Task No_arguments_is_the_help()
    {
        (await CommandTrial.RunAsync()).Out.ShouldBe((await CommandTrial.RunAsync("--help")).Out);
    }

    [Fact]
    public async Task Unknown_command_is_one_line_and_exit_code_2()
    {
        var trial = await CommandTrial.RunAsync("drfit");
        trial.Code.ShouldBe(2);
        trial.Error.TrimEnd().ShouldNotContain("\n");
        trial.Error.ShouldContain("vedetta has no command 'drfit'; did you mean 'drift'; known are demo, serve,");
    }

    [Theory]
    [InlineData("vedetta import has no command 'predictons'; did you mean 'predictions'; known are predictions, outcomes, reference", "import", "predictons", "a.csv")]
    [InlineData("vedetta import needs one of predictions, outcomes, reference", "import")]
    [InlineData("no method is named 'psy'; did you mean 'psi'; known are", "explain", "psy")]
    public async Task Word_typed_wrong_is_told_with_the_nearest_and_the_list(string says, params string[] args)
    {
        var trial = await CommandTrial.RunAsync(args);
        trial.Code.ShouldBe(2);
        trial.Error.ShouldContain(says);
    }
}
