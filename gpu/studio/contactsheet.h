// Many pictures on one: a grid with its settings along the edges.
#pragma once

#include "core/ainft/contentstore.h"
#include "core/gallery/gallery.h"
#include "core/jobs/jobqueue.h"
#include "core/recipe/generationrequest.h"

#include <QImage>
#include <QList>
#include <QRect>
#include <QSize>
#include <QStringList>
#include <QThreadPool>

#include <functional>

namespace ain {

namespace errors {
inline constexpr ErrorCode StudioSheetEmpty{"studio.sheet_empty"}; ///< no picture with a recipe to put on a sheet
inline constexpr ErrorCode StudioGroup{"studio.group"}; ///< nothing was drawn together under this name; args: group
} // namespace errors

namespace studio {

inline constexpr qsizetype SheetCellsMax = 400;
inline constexpr int SheetSideMax = 8192; ///< pixels

/// A setting by which pictures of a sheet differ: "seed", "steps", "guidance", "strength", "clip_skip", "sampler",
/// "scheduler", "prompt", "lora_weight", "model", "size", "source".
struct SheetAxis {
    QString setting = {}; ///< empty: there is none
    QStringList values = {}; ///< in order; of prompts: what is not the same in all
};

struct SheetPlan {
    SheetAxis x = {}; ///< the columns
    SheetAxis y = {}; ///< the rows
    int columns = 0;
    int rows = 0;
    QList<qsizetype> cells = {}; ///< row by row: which picture; -1: none
    /// Of the pictures, when there are more than two settings, or too many values for one row: what is special to each,
    /// as pairs of setting and value.
    QList<QList<std::pair<QString, QString>>> captions = {};
    QList<std::pair<QString, QString>> shared = {}; ///< setting and value that all have
    QString prompt = {}; ///< of the first; empty: each has its own, in the captions
    [[nodiscard]] bool isGrid() const { return !y.setting.isEmpty(); } ///< two settings against each other
};

/// What the pictures have in common and where each belongs. A cell that two would fill, or a grid that would stay
/// mostly empty, makes it a list. Errors: StudioSheetEmpty, TooLarge.
[[nodiscard]] Result<SheetPlan> planSheet(const QList<recipe::GenerationRequest> &requests);

/// Name of a setting in the user's language.
using SettingName = std::function<QString(const QString &setting)>;

/// Draws the sheet, one picture after the other. Large sheets are scaled down cell by cell until none of the sides is
/// longer than `sideMax`. Needs a QGuiApplication (fonts). Thread: any, one at a time.
class ContactSheet {
public:
    /// `cell`: pixels of the largest picture.
    ContactSheet(SheetPlan plan, QSize cell, const SettingName &name, int sideMax = SheetSideMax);

    [[nodiscard]] QSize size() const { return m_image.size(); }
    [[nodiscard]] qsizetype cells() const { return m_plan.cells.size(); }
    [[nodiscard]] QRect cellRect(qsizetype cell) const;
    [[nodiscard]] QRect columnsRect() const { return m_columnsRect; } ///< of their captions; empty: none
    [[nodiscard]] QRect rowsRect() const { return m_rowsRect; }
    [[nodiscard]] QRect titleRect() const { return m_titleRect; }
    void paint(qsizetype cell, const QImage &picture);
    [[nodiscard]] QImage take() { return std::move(m_image); }

private:
    void lay(QSize cell, int sideMax);
    void paintWords(const SettingName &name);

    SheetPlan m_plan;
    QImage m_image;
    QSize m_cell;
    int m_gap = 0;
    int m_px = 0; ///< of the captions
    int m_band = 0; ///< height of the captions above each row of a list
    QRect m_titleRect;
    QRect m_columnsRect;
    QRect m_rowsRect;
    QPoint m_origin;
};

/// The pictures that were wanted by one click and are drawn by now.
struct DrawnGroup {
    qsizetype wanted = 0;
    QList<qint64> pictures = {}; ///< gallery ids, in the order in which they were wanted
    [[nodiscard]] bool isWhole() const { return pictures.size() == wanted; }
};
/// Errors: StudioGroup, those of JobQueue::jobs. The oldest groups are forgotten with their jobs.
Task<DrawnGroup> drawnGroup(jobs::JobQueue &queue, QString group);

/// A PNG of a sheet of these pictures of the gallery, with the mark of AI. Errors: those of planSheet(), the gallery
/// and the content store, PictureDamaged.
Task<QByteArray> contactSheet(gallery::Gallery &gallery, ainft::ContentStore &content, QThreadPool &pool,
                              QList<qint64> ids, SettingName name);

} // namespace studio
} // namespace ain
