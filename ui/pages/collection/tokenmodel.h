// My tokens as cards: model with lazily loaded pictures, and the delegate that draws a card.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/collectionbackend.h"
#include "ui/theme/theme.h"

#include <QAbstractListModel>
#include <QHash>
#include <QStyledItemDelegate>

namespace ain::ui {

class TokenModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CollectionRole = Qt::UserRole + 1, ImageRole, NumberRole, LampTextRole, LampShapeRole, LampToneRole };
    TokenModel(CollectionBackend &backend, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const Token &token(int row) const { return m_tokens.at(row); }
    /// Empty: all collections.
    void setCollection(const QString &objectId);

private:
    void reload();
    void load(const Token &token) const;
    CollectionBackend &m_backend;
    const Clock &m_clock;
    QList<Token> m_tokens;
    QString m_objectId;
    mutable QHash<QString, QImage> m_images;
};

class TokenDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    TokenDelegate(Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

} // namespace ain::ui
