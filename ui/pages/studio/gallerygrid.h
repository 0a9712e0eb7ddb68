// The pictures in rows of equal squares. Only what is in sight costs anything, however many there are.
#pragma once

#include "ui/pages/studio/gallerymodel.h"
#include "ui/theme/theme.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace ain::ui {

class GalleryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    GalleryDelegate(Theme &theme, QObject *parent);
    void setSide(int side) { m_side = side; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
    int m_side = 140;
};

class GalleryGrid : public QListView {
    Q_OBJECT
public:
    GalleryGrid(Theme &theme, GalleryModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QList<qint64> selectedIds() const;
    /// Typing letters would read every prompt there is.
    void keyboardSearch(const QString & /*search*/) override { }

Q_SIGNALS:
    void openWanted(qint64 id);
    void starWanted();
    void removeWanted();
    void compareWanted();
    void selectionMoved();
    /// A drag may follow: a file should be made ready.
    void dragComing(qint64 id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void arrange();
    GalleryModel &m_model;
    GalleryDelegate *m_delegate;
    int m_columns = 1;
    int m_side = 0;
    int m_kept = -1; ///< row that was current before the model was filled anew
};

} // namespace ain::ui
