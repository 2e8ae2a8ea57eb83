// Opens the editor; its workers come from the same package.
const workers = { json: "json.worker.bundle.js", graphql: "graphql.worker..bundle.js" };
self.MonacoEnvironment = {
  getWorkerUrl: (_, label) =>
    `/graphiql/assets/dist/monacoeditorwork/${workers[label] ?? "editor.worker.bundle.js"}`,
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById("root"), {
  endpoint: "/graphql",
  title: "家底",
  defaultEditorToolsVisibility: "headers",
  defaultTabs: [{ query: "{ __typename }", headers: '{"Authorization": "Bearer …"}' }],
});
