namespace IncidentBot.Contracts.Teams;

public sealed class Cards_that_Teams_takes : TeamsBench
{
    [Theory]
    [InlineData(201, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"hi"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.6","body":[{"type":"TextBlock","text":"hi"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Media"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"FactSet","facts":[]}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Input.Date","id":"a"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Execute","title":"Go"}]}""")]
    [InlineData(201, """{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Execute","title":"Go","verb":"go"}]}""")]
    [InlineData(400, """{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.OpenUrl","title":"Go","url":"somewhere"}]}""")]
    [InlineData(
        400,
        """{"type":"AdaptiveCard","version":"1.5","body":[],"msteams":{"entities":[{"type":"mention","text":"<at>Ann</at>","mentioned":{"id":"29:x"}}]}}"""
    )]
    public async Task Or_does_not(int status, string card) =>
        Assert.Equal(
            status,
            (
                await Post(
                    Ops.Id,
                    $$"""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{card}} }]}"""
                )
            ).Status
        );
}
