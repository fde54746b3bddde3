namespace IncidentBot.Incidents;

/// <summary>A command that says one thing: <c>VERB [TIME] TEXT</c>.</summary>
public abstract record ToldCommand(string Text) : IncidentCommand
{
    /// <summary>The verb with which it is written back.</summary>
    protected abstract string Name { get; }

    /// <inheritdoc />
    public sealed override string Line => $"{Name} {Told(Text)}".TrimEnd();
}
