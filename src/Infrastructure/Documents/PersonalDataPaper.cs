using System.Globalization;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Privacy.DataSubjects;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace CleanApp.Infrastructure.Documents;

/// <summary>A person's data on A4: a heading per section, a block per row, label and value side by side, a number on every page.</summary>
internal sealed class PersonalDataPaper : IPersonalDataPaper
{
    private const double Margin = 50;
    private const double LabelWidth = 140;

    static PersonalDataPaper() => GlobalFontSettings.FontResolver ??= new ShippedFont();

    public byte[] Write(PersonalDataDocument document)
    {
        using var pdf = new PdfDocument();
        pdf.Info.Title = "Dados pessoais";
        pdf.Info.CreationDate = document.CreatedAt.UtcDateTime;
        var pen = new Pen(pdf);
        pen.Line("Dados pessoais", 18, Margin, 30);
        var created = document.Calendar.ToLocal(document.CreatedAt).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
        pen.Paragraph($"Tudo o que {document.CompanyName} guarda sobre esta pessoa, em {created}.", Margin, pen.Width);
        pen.Paragraph("Entregue a pedido do titular (Lei 13.709/2018, art. 18). Confira e peça correção do que estiver errado.", Margin, pen.Width);
        foreach (var section in document.Sections)
            WriteSection(pen, document, section);
        pen.NumberPages();

        using var stream = new MemoryStream();
        pdf.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    private static void WriteSection(Pen pen, PersonalDataDocument document, DataSection section)
    {
        pen.Gap(14);
        pen.Need(60);
        pen.Line(section.Title, 13, Margin, 20);
        foreach (var row in section.Rows)
        {
            pen.Rule();
            foreach (var field in row)
            {
                pen.Need(14);
                pen.Label(field.Label);
                pen.Paragraph(document.Shown(field), Margin + LabelWidth, pen.Width - LabelWidth);
            }
        }
    }

    /// <summary>Writes from top to bottom, on as many pages as it takes.</summary>
    private sealed class Pen
    {
        private const double LineHeight = 14;
        private static readonly XFont Body = new(ShippedFont.Family, 10);
        private readonly PdfDocument _pdf;
        private XGraphics _page = null!;
        private double _y;
        private double _height;

        public Pen(PdfDocument pdf)
        {
            _pdf = pdf;
            Turn();
        }

        public double Width { get; private set; }

        public void Gap(double height) => _y += height;

        /// <summary>Begins a page when less than this is left of the present one.</summary>
        public void Need(double height)
        {
            if (_y + height > _height - Margin)
                Turn();
        }

        public void Line(string text, double size, double x, double height)
        {
            _page.DrawString(text, new XFont(ShippedFont.Family, size), XBrushes.Black, x, _y + size);
            _y += height;
        }

        public void Label(string text) => _page.DrawString(text, Body, XBrushes.DimGray, Margin, _y + 10);

        public void Rule()
        {
            _y += 4;
            Need(LineHeight);
            _page.DrawLine(XPens.LightGray, Margin, _y, Margin + Width, _y);
            _y += 4;
        }

        public void Paragraph(string text, double x, double width)
        {
            foreach (var line in text.Split('\n').SelectMany(part => Wrap(part, width)))
            {
                Need(LineHeight);
                _page.DrawString(line, Body, XBrushes.Black, x, _y + 10);
                _y += LineHeight;
            }
        }

        public void NumberPages()
        {
            _page.Dispose();
            for (var i = 0; i < _pdf.PageCount; i++)
            {
                using var page = XGraphics.FromPdfPage(_pdf.Pages[i]);
                page.DrawString($"{i + 1} de {_pdf.PageCount}", Body, XBrushes.DimGray, Margin, _height - Margin / 2);
            }
        }

        private void Turn()
        {
            _page?.Dispose();
            var page = _pdf.AddPage();
            page.Size = PdfSharp.PageSize.A4;
            _page = XGraphics.FromPdfPage(page);
            (Width, _height, _y) = (page.Width.Point - 2 * Margin, page.Height.Point, Margin);
        }

        /// <summary>By words, and within a word that is wider than the line: a hash, a long address.</summary>
        private List<string> Wrap(string text, double width)
        {
            var lines = new List<string>();
            var line = "";
            foreach (var word in text.Split(' '))
            {
                var rest = word;
                if (Fits($"{line} {rest}".TrimStart()))
                {
                    line = $"{line} {rest}".TrimStart();
                    continue;
                }
                if (line.Length > 0)
                    lines.Add(line);
                while (!Fits(rest))
                {
                    var length = rest.Length - 1;
                    while (length > 1 && !Fits(rest[..length]))
                        length--;
                    lines.Add(rest[..length]);
                    rest = rest[length..];
                }
                line = rest;
            }
            lines.Add(line);
            return lines;

            bool Fits(string part) => part.Length <= 1 || _page.MeasureString(part, Body).Width <= width;
        }
    }
}

/// <summary>Open Sans, shipped inside the program: what is installed on the machine changes nothing. Its licence is beside the file.</summary>
internal sealed class ShippedFont : IFontResolver
{
    public const string Family = "Open Sans";

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new("OpenSans", isBold, isItalic);

    public byte[] GetFont(string faceName)
    {
        using var font = typeof(ShippedFont).Assembly.GetManifestResourceStream("CleanApp.Infrastructure.Documents.OpenSans-Regular.ttf")!;
        using var copy = new MemoryStream();
        font.CopyTo(copy);
        return copy.ToArray();
    }
}
