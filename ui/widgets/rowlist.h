// Lists of things that happened: icon, two lines, time, amount, lamp. The model gives the roles, the delegate
// draws; only rows in sight cost anything.
#pragma once

#include "ui/theme/theme.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace ain::ui {

enum RowRole {
    TitleRole = Qt::DisplayRole,
    SubtitleRole = Qt::UserRole + 1,
    MonoRole, ///< bool: the subtitle is an address or a hash
    IconRole, ///< name of an icon
    TimeRole,
    AmountRole,
    LampTextRole,
    LampShapeRole, ///< int of LampShape
    LampToneRole, ///< int of Tone
    IdRole,
    BalanceRole, ///< a quiet second line below the amount
};

class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    RowDelegate(Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

class RowList : public QListView {
    Q_OBJECT
public:
    explicit RowList(Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The lamp of this row was clicked, or the row was chosen with Return.
    void lampChosen(const QModelIndex &index);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace ain::ui
