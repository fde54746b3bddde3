using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IncidentBot.Server.CommandLine;

/// <summary>Lets <c>--help</c> end with lines that can be typed as they stand.</summary>
internal static class Examples
{
    /// <summary>The command, its help ending with these lines.</summary>
    public static T WithExamples<T>(this T command, params string[] lines)
        where T : Command
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            // A verb of its own --help, so that it can say more than the inherited one.
            help = new HelpOption();
            command.Add(help);
        }

        help.Action = new HelpThenExamples((SynchronousCommandLineAction)help.Action!, lines);
        return command;
    }

    private sealed class HelpThenExamples(SynchronousCommandLineAction help, string[] lines) : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult)
        {
            var status = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine("  " + line);
            }

            return status;
        }
    }
}
