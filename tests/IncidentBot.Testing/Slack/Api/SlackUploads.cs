using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Slack;

/// <summary>Takes the bytes of a file, raw or as a form, without asking for a token.</summary>
internal static class SlackUploads
{
    public static async Task ServeAsync(HttpContext context, string id, SlackWorkspace workspace)
    {
        var bytes = await BytesAsync(context.Request);
        var file = workspace.File(id);
        if (file is null or { IsComplete: true } || file.Length != bytes.Length)
        {
            context.Response.StatusCode = file is null ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            return;
        }

        workspace.Save(file with { Content = bytes });
        await context.Response.WriteAsync($"OK - {bytes.Length}");
    }

    private static async Task<byte[]> BytesAsync(HttpRequest request)
    {
        using var whole = new MemoryStream();
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            await (form.Files.Count > 0 ? form.Files[0].CopyToAsync(whole) : Task.CompletedTask);
        }
        else
        {
            await request.Body.CopyToAsync(whole);
        }

        return whole.ToArray();
    }
}
