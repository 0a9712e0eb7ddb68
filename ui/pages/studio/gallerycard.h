// The gallery: filters, search, the grid, what can be done with the chosen ones.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/gallerymodel.h"
#include "ui/widgets/view.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class EmptyState;
class ErrorBanner;
class GalleryGrid;
class UndoBar;

class GalleryCard : public View {
    Q_OBJECT
public:
    GalleryCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] GalleryModel *model() const { return m_model; }
    [[nodiscard]] GalleryGrid *grid() const { return m_grid; }
    [[nodiscard]] QLineEdit *searchEdit() const { return m_search; }
    [[nodiscard]] QPushButton *allChip() const { return m_all; }
    [[nodiscard]] QPushButton *starChip() const { return m_starred; }
    [[nodiscard]] UndoBar *undoBar() const { return m_undo; }
    [[nodiscard]] EmptyState *empty() const { return m_empty; }
    [[nodiscard]] QPushButton *compareButton() const { return m_compare; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QPushButton *sheetButton() const { return m_sheet; }
    void remove(const QList<qint64> &ids);
    /// Asks for a name and saves them as one picture.
    void saveSheet(const QList<qint64> &ids);
    /// Saving asks for a name; a test answers itself.
    using SavePicker =
        std::function<void(const QString &suggested, const std::function<void(const QString &)> &chosen)>;
    void setSavePicker(SavePicker picker) { m_pick = std::move(picker); }

Q_SIGNALS:
    void openWanted(qint64 id);
    void compareWanted(qint64 left, qint64 right);
    void promptWanted();
    void fileWanted();

private:
    void write();
    void writeCounts();
    void filter();
    void follow();
    void star();
    Context &m_context;
    GalleryModel *m_model;
    QLabel *m_title;
    QPushButton *m_all;
    QPushButton *m_starred;
    QPushButton *m_minted;
    QComboBox *m_narrow; ///< tags and models
    QComboBox *m_sort;
    QLineEdit *m_search;
    QWidget *m_chosen;
    QLabel *m_count;
    QPushButton *m_star;
    QPushButton *m_compare;
    QPushButton *m_sheet;
    QPushButton *m_remove;
    QPushButton *m_none;
    ErrorBanner *m_error;
    QStackedWidget *m_stack;
    GalleryGrid *m_grid;
    EmptyState *m_empty;
    UndoBar *m_undo;
    SavePicker m_pick;
};

} // namespace ain::ui
