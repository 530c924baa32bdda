package dev.rationale.catalog;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// On which line a path of a YAML file stands, so that a finding can name it.
public final class YamlLines {
    private final Map<String, Integer> lines = new HashMap<>();

    /// Of a file's text; one that cannot be read has no lines.
    public YamlLines(String text) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                visit("", root);
            }
        } catch (MarkedYAMLException reportedByTheParser) {
            lines.clear();
        }
    }

    /// The line of a path such as `features.age.of` or `bands[0].when`; of its nearest parent when it is absent.
    public int of(String path) {
        var at = path;
        while (!at.isEmpty()) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return 1;
    }

    private void visit(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                var name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                var child = path.isEmpty() ? name : path + "." + name;
                lines.put(child, tuple.getKeyNode().getStartMark().getLine() + 1);
                visit(child, tuple.getValueNode());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (var i = 0; i < sequence.getValue().size(); i++) {
                var child = path + "[" + i + "]";
                lines.put(child, sequence.getValue().get(i).getStartMark().getLine() + 1);
                visit(child, sequence.getValue().get(i));
            }
        }
    }
}
