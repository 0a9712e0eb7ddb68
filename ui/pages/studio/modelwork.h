// What is being hashed or downloaded, with progress and a way to stop it.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QVBoxLayout;

namespace ain::ui {

class ModelWorkView : public View {
    Q_OBJECT
public:
    ModelWorkView(Context &context, QWidget *parent = nullptr);
    ~ModelWorkView() override;

private:
    struct Row;
    void write();
    Context &m_context;
    QVBoxLayout *m_column;
    std::vector<std::unique_ptr<Row>> m_rows;
};

} // namespace ain::ui
