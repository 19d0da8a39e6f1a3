namespace CleanApp.Domain.Channels;

/// <param name="Field">As a path, such as <c>Body[1].Name</c>.</param>
public sealed record TemplateMisfit(string Field, string Message);

/// <summary>Whether values fit a template's places, and the template with them: what Meta would refuse with 132000 or 132012 is named here.</summary>
public static class TemplateFit
{
    public static IReadOnlyList<TemplateMisfit> Check(TemplateShape shape, bool named, TemplateContent content) =>
        [
            .. Header(shape.Header, named, content.Header),
            .. Body(shape.Body, named, content.Body ?? []),
            .. Buttons(shape.Buttons, content.Buttons ?? []),
        ];

    /// <summary>With what a template knows by itself: the name of the only place in its header.</summary>
    public static TemplateContent Complete(TemplateShape shape, bool named, TemplateContent content) =>
        named && content.Header is { Text: not null, Name: null } header && shape.Header?.Text?.Places is [{ Key: var name }]
            ? content with
            {
                Header = header with { Name = name },
            }
            : content;

    /// <summary>Places without a value stay as they are.</summary>
    public static RenderedTemplate Render(TemplateShape shape, bool named, TemplateContent content)
    {
        var body = content.Body ?? [];
        var values = shape
            .Body.Places.Select((place, i) => (place.Key, Value: named ? body.FirstOrDefault(p => p.Name == place.Key) : body.ElementAtOrDefault(i)))
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Key, p => p.Value!.Text);
        var buttons = content.Buttons ?? [];
        return new RenderedTemplate(
            shape.Header is { } header
                ? new RenderedHeader(header.Kind, header.Text?.Fill(_ => content.Header?.Text), content.Header?.Link, content.Header?.FileName)
                : null,
            shape.Body.Fill(values.GetValueOrDefault),
            shape.Footer,
            [.. shape.Buttons.Select((button, i) => Render(button, buttons.FirstOrDefault(b => b.Index == i)?.Text))]
        );
    }

    private static RenderedButton Render(TemplateButtonShape button, string? value) =>
        new(
            button.Text,
            button.Url is null ? null : TemplateText.Fill(button.Url, _ => value),
            button.Phone,
            button.Takes == TemplateButtonKind.CopyCode ? value : null
        );

    private static IEnumerable<TemplateMisfit> Header(TemplateHeaderShape? shape, bool named, TemplateHeader? given)
    {
        var place = shape?.Text?.Places.FirstOrDefault();
        MediaKind? media = shape?.Kind switch
        {
            TemplateHeaderKind.Image => MediaKind.Image,
            TemplateHeaderKind.Video => MediaKind.Video,
            TemplateHeaderKind.Document => MediaKind.Document,
            _ => null,
        };
        if (media is { } kind)
        {
            if (given?.Media is null)
                yield return new("Header.Media", $"The header of this template needs a file: {Word(kind)}.");
            else if (given.Media != kind)
                yield return new("Header.Media", $"The header of this template is a file of another kind: {Word(kind)}.");
        }
        else if (place is null)
        {
            if (given is not null)
                yield return new("Header", "The header of this template takes no value.");
        }
        else if (given?.Text is null)
            yield return new("Header.Text", $"A value is missing for {place.Key} in the header.");
        else if (given.Name is not null && (!named || given.Name != place.Key))
            yield return new("Header.Name", "This template has no place of that name.");
    }

    private static IEnumerable<TemplateMisfit> Body(TemplateText shape, bool named, IReadOnlyList<TemplateParameter> given)
    {
        for (var i = 0; i < given.Count; i++)
            if (named ? !shape.Places.Any(p => p.Key == given[i].Name) : given[i].Name is not null)
                yield return new(
                    $"Body[{i}].Name",
                    !named ? "This template counts its places: they have no names."
                        : given[i].Name is null ? "This template names its places: say which one this is."
                        : "This template has no place of that name."
                );
            else if (!named && i >= shape.Places.Count)
                yield return new($"Body[{i}].Text", $"This template has no place {i + 1}.");
        for (var i = 0; i < shape.Places.Count; i++)
            if (named ? given.All(p => p.Name != shape.Places[i].Key) : i >= given.Count)
                yield return new(named ? "Body" : $"Body[{i}].Text", $"A value is missing for {shape.Places[i].Key}.");
    }

    private static IEnumerable<TemplateMisfit> Buttons(IReadOnlyList<TemplateButtonShape> shapes, IReadOnlyList<TemplateButton> given)
    {
        for (var i = 0; i < given.Count; i++)
        {
            var shape = shapes.ElementAtOrDefault(given[i].Index);
            if (shape is null)
                yield return new($"Buttons[{i}].Index", $"This template has no button {given[i].Index}.");
            else if (shape.Takes is null)
                yield return new($"Buttons[{i}].Index", $"Button {given[i].Index} of this template takes no value.");
            else if (shape.Takes != given[i].Kind)
                yield return new($"Buttons[{i}].Kind", $"Button {given[i].Index} of this template is of another kind.");
        }
        for (var i = 0; i < shapes.Count; i++)
            if (shapes[i].Needed && given.All(b => b.Index != i))
                yield return new("Buttons", $"A value is missing for button {i}.");
    }

    private static string Word(MediaKind kind) => kind.ToString().ToLowerInvariant();
}
