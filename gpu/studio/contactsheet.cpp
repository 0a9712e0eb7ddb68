#include "gpu/studio/contactsheet.h"

#include "core/base/pooltask.h"
#include "core/recipe/pngtext.h"
#include "gpu/studio/jobpayload.h"
#include "gpu/studio/pictures.h"

#include <QFont>
#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <memory>

namespace ain::studio {

using namespace Qt::StringLiterals;

namespace {

constexpr int PictureSideMax = 16384;
constexpr int LooksMax = 100;
constexpr int EndedJobsLooked = 50'000; // all that the queue keeps
constexpr QRgb Paper = 0xFFFFFFFF;
constexpr QRgb Ink = 0xFF1B1B22;
constexpr QRgb Faint = 0xFF6A6A78;
constexpr QRgb Nothing = 0xFFEDEDF1;

/// "Seed 5, Steps 20"
QString joined(const QList<std::pair<QString, QString>> &settings, const SettingName &name, const QString &between)
{
    QStringList parts;
    for (const auto &[setting, value] : settings)
        parts += setting == u"model" || setting == u"size" ? value : u"%1 %2"_s.arg(name(setting), value);
    return parts.join(between);
}

QFont fontOf(int px, bool isStrong)
{
    QFont font;
    font.setPixelSize(px);
    font.setBold(isStrong);
    return font;
}

/// Broken between words where that can be; what does not fit is left out.
QStringList twoLines(const QString &text, const QFont &font, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, font);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    layout.endLayout();
    const QString rest = text.mid(line.textLength());
    QStringList lines{text.left(line.textLength()).trimmed()};
    if (!rest.isEmpty())
        lines += QFontMetrics(font).elidedText(rest, Qt::ElideRight, width);
    return lines;
}

} // namespace

ContactSheet::ContactSheet(SheetPlan plan, QSize cell, const SettingName &name, int sideMax) : m_plan(std::move(plan))
{
    lay(cell, sideMax);
    m_image.fill(Paper);
    paintWords(name);
}

void ContactSheet::lay(QSize cell, int sideMax)
{
    const bool isList = !m_plan.captions.isEmpty();
    const QSize largest = cell.expandedTo(QSize(1, 1));
    double scale = 1;
    QSize whole;
    // What stands around the cells depends on their size.
    for (int look = 0; look < LooksMax; ++look) {
        m_cell = QSize(std::max(1, int(largest.width() * scale)), std::max(1, int(largest.height() * scale)));
        const int side = std::min(m_cell.width(), m_cell.height());
        m_gap = side < 48 ? 2 : std::clamp(side / 32, 4, 16);
        m_px = std::clamp(side / 10, 9, 28);
        const int line = m_px * 3 / 2;
        const int margin = std::max(8, m_gap * 2);
        m_band = isList ? line * 2 : 0;
        const int left = m_plan.y.setting.isEmpty() ? 0 : std::clamp(m_cell.width() * 2 / 3, m_px * 6, m_px * 14);
        const int head = m_plan.x.setting.isEmpty() ? 0 : line * 2;
        const int titlePx = m_px * 5 / 4;
        const int title = (m_plan.prompt.isEmpty() ? 0 : titlePx * 3 / 2) + line;
        m_origin = QPoint(margin + left, margin + title + m_gap + head);
        const int width = m_plan.columns * (m_cell.width() + m_gap) - m_gap;
        const int height = m_plan.rows * (m_cell.height() + m_band + m_gap) - m_gap;
        whole = QSize(m_origin.x() + std::max(width, m_px * 24) + margin, m_origin.y() + height + margin);
        m_titleRect = QRect(margin, margin, whole.width() - 2 * margin, title);
        m_columnsRect = head == 0 ? QRect() : QRect(m_origin.x(), m_origin.y() - head, width, head);
        m_rowsRect = left == 0 ? QRect() : QRect(margin, m_origin.y(), left - m_gap, height);
        if (whole.width() <= sideMax && whole.height() <= sideMax)
            break;
        const double widthFactor = double(sideMax - (whole.width() - width)) / width;
        const double heightFactor = double(sideMax - (whole.height() - height)) / height;
        scale *= std::clamp(std::min(widthFactor, heightFactor), 0.02, 0.98);
    }
    // Bounded whatever the words need.
    m_image = QImage(whole.boundedTo(QSize(sideMax, sideMax)), QImage::Format_RGB32);
}

QRect ContactSheet::cellRect(qsizetype cell) const
{
    const int column = int(cell % m_plan.columns);
    const int row = int(cell / m_plan.columns);
    return {m_origin.x() + column * (m_cell.width() + m_gap),
            m_origin.y() + row * (m_cell.height() + m_band + m_gap) + m_band, m_cell.width(), m_cell.height()};
}

void ContactSheet::paintWords(const SettingName &name)
{
    QPainter painter(&m_image);
    const auto write = [&painter](const QRect &where, const QString &text, int flags) {
        painter.drawText(where, flags | int(Qt::TextSingleLine),
                         painter.fontMetrics().elidedText(text.simplified(), Qt::ElideRight, where.width()));
    };
    painter.setPen(QColor(Ink));
    painter.setFont(fontOf(m_px * 5 / 4, true));
    const int titleLine = m_titleRect.height() - m_px * 3 / 2;
    write(QRect(m_titleRect.topLeft(), QSize(m_titleRect.width(), titleLine)), m_plan.prompt,
          Qt::AlignLeft | Qt::AlignVCenter);
    painter.setFont(fontOf(m_px, false));
    painter.setPen(QColor(Faint));
    write(m_titleRect.adjusted(0, titleLine, 0, 0), joined(m_plan.shared, name, u" · "_s),
          Qt::AlignLeft | Qt::AlignVCenter);
    for (qsizetype cell = 0; cell < cells(); ++cell) {
        if (m_plan.cells[cell] < 0)
            painter.fillRect(cellRect(cell), QColor(Nothing));
    }

    if (!m_columnsRect.isEmpty()) {
        const int line = m_columnsRect.height() / 2;
        painter.setPen(QColor(Faint));
        write(QRect(m_columnsRect.topLeft(), QSize(m_columnsRect.width(), line)), name(m_plan.x.setting),
              Qt::AlignHCenter | Qt::AlignVCenter);
        painter.setPen(QColor(Ink));
        for (int column = 0; column < m_plan.columns; ++column) {
            const QRect cell = cellRect(column);
            write(QRect(cell.left(), m_columnsRect.top() + line, cell.width(), line), m_plan.x.values[column],
                  Qt::AlignHCenter | Qt::AlignVCenter);
        }
    }
    if (!m_rowsRect.isEmpty()) {
        for (int row = 0; row < m_plan.rows; ++row) {
            const QRect cell = cellRect(qsizetype(row) * m_plan.columns);
            const int line = std::min(m_px * 3 / 2, cell.height() / 2);
            QRect where(m_rowsRect.left(), cell.center().y() - line, m_rowsRect.width(), line);
            painter.setPen(QColor(Faint));
            write(where, name(m_plan.y.setting), Qt::AlignRight | Qt::AlignVCenter);
            where.translate(0, line);
            painter.setPen(QColor(Ink));
            write(where, m_plan.y.values[row], Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    painter.setPen(QColor(Ink));
    for (qsizetype cell = 0; cell < cells() && m_band > 0; ++cell) {
        const qsizetype picture = m_plan.cells[cell];
        if (picture < 0)
            continue;
        const QRect below = cellRect(cell);
        const QRect where(below.left(), below.top() - m_band, below.width(), m_band);
        const QStringList lines =
            twoLines(joined(m_plan.captions[picture], name, u", "_s).simplified(), painter.font(), where.width());
        painter.drawText(where, int(Qt::AlignLeft | Qt::AlignBottom), lines.join(u'\n'));
    }
}

void ContactSheet::paint(qsizetype cell, const QImage &picture)
{
    if (cell < 0 || cell >= cells() || picture.isNull())
        return;
    const QRect where = cellRect(cell);
    const QImage fitted = picture.width() > where.width() || picture.height() > where.height()
        ? picture.scaled(where.size(), Qt::KeepAspectRatio, Qt::SmoothTransformation)
        : picture;
    QRect target(QPoint(), fitted.size());
    target.moveCenter(where.center());
    QPainter painter(&m_image);
    painter.drawImage(target.topLeft(), fitted);
}

Task<DrawnGroup> drawnGroup(jobs::JobQueue &queue, QString group)
{
    auto all = co_await queue.jobs(JobKind.toString(), EndedJobsLooked);
    if (!all)
        co_return failure(all.error());
    DrawnGroup out;
    for (const jobs::Job &job : std::as_const(*all)) {
        if (group.isEmpty() || job.group != group)
            continue;
        ++out.wanted;
        const qint64 picture = job.state == jobs::State::Done ? decodeResult(job.result).picture : 0;
        if (picture > 0)
            out.pictures.append(picture);
    }
    if (out.wanted == 0) {
        const QVariantMap args{{u"group"_s, group.left(100)}};
        co_return failure(errors::StudioGroup, args);
    }
    std::sort(out.pictures.begin(), out.pictures.end()); // they are drawn in the order in which they were wanted
    co_return out;
}

Task<QByteArray> contactSheet(gallery::Gallery &gallery, ainft::ContentStore &content, QThreadPool &pool,
                              QList<qint64> ids, SettingName name)
{
    if (ids.size() > SheetCellsMax) {
        const QVariantMap args{{u"what"_s, u"sheet"_s}, {u"limit"_s, int(SheetCellsMax)}};
        co_return failure(errors::TooLarge, args);
    }
    auto found = co_await gallery.pictures(ids);
    if (!found)
        co_return failure(found.error());
    QList<recipe::GenerationRequest> requests;
    QStringList files;
    QSize cell;
    for (const gallery::Picture &picture : std::as_const(*found)) {
        const auto request = recipe::fromJsonText(picture.recipe);
        if (!request)
            continue; // brought in from elsewhere: nothing is known that could be written beside it
        requests.append(*request);
        files.append(picture.sha256);
        cell = cell.expandedTo(picture.size);
    }
    auto plan = planSheet(requests);
    if (!plan)
        co_return failure(plan.error());
    const SheetPlan planned = *plan;
    auto make = [planned, cell, name]() -> Result<std::shared_ptr<ContactSheet>> {
        return std::make_shared<ContactSheet>(planned, cell, name);
    };
    auto making = runInPool(pool, std::move(make));
    auto made = co_await std::move(making);
    if (!made)
        co_return failure(made.error());
    const std::shared_ptr<ContactSheet> sheet = *made;
    for (qsizetype i = 0; i < planned.cells.size(); ++i) {
        const qsizetype picture = planned.cells[i];
        if (picture < 0)
            continue;
        auto bytes = co_await content.read(files[picture]);
        if (!bytes)
            co_return failure(bytes.error());
        auto paint = [sheet, i, file = *bytes]() -> Result<> {
            const auto image = decodePicture(file, PictureSideMax);
            if (!image)
                return failure(image.error());
            sheet->paint(i, *image);
            return {};
        };
        auto painting = runInPool(pool, std::move(paint));
        auto painted = co_await std::move(painting);
        if (!painted)
            co_return failure(painted.error());
    }
    auto encode = [sheet] { return encodePicture(sheet->take(), recipe::markTexts()); };
    auto encoding = runInPool(pool, std::move(encode));
    auto png = co_await std::move(encoding);
    co_return png;
}

} // namespace ain::studio
