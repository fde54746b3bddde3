using IncidentBot.CorrectiveTasks;
using NodaTime;

namespace IncidentBot.Tests.CorrectiveTasks;

public sealed class DaysInMessages
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3);

    [Theory]
    [InlineData("I will fix the alert by friday", "2026-03-06")]
    [InlineData("By Friday I will fix the alert.", "2026-03-06")]
    [InlineData("We rehearse the rollback tomorrow, promised", "2026-03-04")]
    [InlineData("Marek rewrites the runbook until 2026-04-01 at the latest", "2026-04-01")]
    [InlineData("due in 2 weeks: alert on declined cards", "2026-03-17")]
    [InlineData("It went down on monday and on friday it is mended", "2026-03-09")]
    public void Are_found_where_they_stand(string words, string day) => Assert.Equal(day, $"{PromisedDay.In(words, Tuesday):uuuu-MM-dd}");

    [Theory]
    [InlineData("")]
    [InlineData("I will fix the alert")]
    [InlineData("The alert fired on the second host")]
    [InlineData("It was by 2020-01-01 that we wanted it")]
    [InlineData("byfriday")]
    public void Are_not_made_up(string words) => Assert.Null(PromisedDay.In(words, Tuesday));
}
